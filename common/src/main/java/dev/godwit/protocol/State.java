package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one migration; the value of a record of {@code godwit.state}.
 *
 * @param definition the edition that the run is of, or that would run
 * @param status where it stands
 * @param runInfo what was asked for
 * @param progress how far it is
 * @param context when, by whom and where
 * @param announced the newest edition, when it is not the one in {@code definition}; else null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record State(
    @JsonUnwrapped Definition definition,
    Status status,
    @JsonUnwrapped RunInfo runInfo,
    @JsonUnwrapped Progress progress,
    @JsonUnwrapped Context context,
    @Nullable Definition announced) {

  /**
   * How far a run is.
   *
   * @param counts what became of documents
   * @param estimatedTotal about how many documents there are; null when unknown
   * @param segments the ranges of the run; empty before the first
   * @param error why it stopped; null when it did not
   * @param waitingFor why nothing moves; null when it does
   * @param failures the documents that failed
   */
  public record Progress(
      @JsonUnwrapped Counts counts,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long estimatedTotal,
      List<Segment> segments,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Failure error,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String waitingFor,
      Failures failures) {

    /** Without failures. */
    public Progress(
        Counts counts,
        @Nullable Long estimatedTotal,
        List<Segment> segments,
        @Nullable Failure error,
        @Nullable String waitingFor) {
      this(counts, estimatedTotal, segments, error, waitingFor, Failures.NONE);
    }

    /** Not begun. */
    public static final Progress NONE = new Progress(Counts.ZERO, null, List.of(), null, null);

    public Progress {
      counts = counts == null ? Counts.ZERO : counts;
      segments = segments == null ? List.of() : List.copyOf(segments);
      failures = failures == null ? Failures.NONE : failures;
    }
  }

  /**
   * When, by whom, where, and in which series.
   *
   * @param times when
   * @param starter by whom
   * @param series in which series
   * @param environment where: the coordinator's setting {@code GODWIT_ENVIRONMENT}
   */
  public record Context(
      @JsonUnwrapped Times times,
      @JsonUnwrapped StartedBy starter,
      @JsonUnwrapped Series series,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String environment) {}

  public State {
    if (definition == null
        || status == null
        || runInfo == null
        || progress == null
        || context == null) {
      throw new IllegalArgumentException("a state needs its migration, status, run and times");
    }
  }

  /** The migration's name. */
  public String migration() {
    return definition.migration();
  }

  /** The number of the current or last run; 0 before the first. */
  public int run() {
    return runInfo.run();
  }

  /** The segment of that number, which it must have. */
  public Segment segment(int id) {
    return progress.segments().stream()
        .filter(segment -> segment.id() == id)
        .findFirst()
        .orElseThrow();
  }
}
