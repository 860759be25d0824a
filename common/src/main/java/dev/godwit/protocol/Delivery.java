package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/**
 * How the batch that is outstanding was asked for.
 *
 * @param phase how far the asking is
 * @param partition the partition of the tasks topic it goes to
 * @param attempt how often it was asked for, counting the next time while it waits
 * @param dueAt when to ask (again), unless there is a sign of it
 * @param trouble what happened to it so far
 */
public record Delivery(
    Phase phase, int partition, int attempt, Instant dueAt, @JsonUnwrapped Trouble trouble) {

  /**
   * What happened to a batch that does not get done.
   *
   * @param taken how often a worker began it without an end
   * @param declined how often workers declined it
   * @param unheard how often it was asked for in vain since there was a sign of it
   * @param failures how often it failed as a whole, other than by a server that was away
   * @param outages how often in a row it failed because a server was away
   * @param queued how often it was asked for in vain while workers were busy with other batches,
   *     since there was a sign of it
   */
  public record Trouble(
      int taken, int declined, int unheard, int failures, int outages, int queued) {
    /** Nothing yet. */
    public static final Trouble NONE = new Trouble(0, 0, 0, 0, 0);

    /** Of a batch that there is a sign of, or that nothing was at work beside. */
    public Trouble(int taken, int declined, int unheard, int failures, int outages) {
      this(taken, declined, unheard, failures, outages, 0);
    }
  }

  public Delivery {
    if (phase == null || dueAt == null || attempt < 1) {
      throw new IllegalArgumentException("a delivery needs its phase, attempt and time");
    }
    trouble = trouble == null ? Trouble.NONE : trouble;
  }

  /** How far the asking is. */
  public enum Phase {
    /** To be asked for at its time. */
    WAITING("waiting"),
    /** Asked for; nobody has taken it yet. */
    SENT("sent"),
    /** A worker is at it. */
    TAKEN("taken");

    private final String wireName;

    Phase(String wireName) {
      this.wireName = wireName;
    }

    /** The word on the wire. */
    @JsonValue
    public String wireName() {
      return wireName;
    }
  }
}
