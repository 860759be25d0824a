package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The failed documents of a run, by their dead letters.
 *
 * @param letters where in {@code godwit.dead-letters} those are that are not being tried again
 * @param retry those that are being tried again; null when none are
 * @param forgiven what {@code maxFailures} does not count any more: what had been handled, and had
 *     failed, when a person last let the run go on
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Failures(Offsets letters, @Nullable Retry retry, Forgiven forgiven) {

  /** Nothing has failed. */
  public static final Failures NONE = new Failures(Offsets.NONE, null, Forgiven.NOTHING);

  /**
   * Dead letters whose documents are being tried again.
   *
   * @param left those that are still to be tried
   * @param begun whether one of them was asked for; before, a batch of the run has to land
   * @param goesOn whether the run goes on with what is left of it afterwards
   */
  public record Retry(Offsets left, boolean begun, boolean goesOn) {
    public Retry {
      left = left == null ? Offsets.NONE : left;
    }
  }

  /**
   * What {@code maxFailures} does not count.
   *
   * @param processed documents that had been handled
   * @param failed documents that had failed
   */
  public record Forgiven(long processed, long failed) {
    public static final Forgiven NOTHING = new Forgiven(0, 0);
  }

  public Failures {
    letters = letters == null ? Offsets.NONE : letters;
    forgiven = forgiven == null ? Forgiven.NOTHING : forgiven;
  }

  /** The same with another retry, or none. */
  public Failures with(@Nullable Retry other) {
    return new Failures(letters, other, forgiven);
  }

  /** The same with more dead letters. */
  public Failures plus(Offsets more) {
    return new Failures(letters.plus(more), retry, forgiven);
  }

  /** The same, with all that was handled so far forgiven. */
  public Failures forgiving(Counts counts) {
    return new Failures(letters, retry, new Forgiven(counts.processed(), counts.failed()));
  }
}
