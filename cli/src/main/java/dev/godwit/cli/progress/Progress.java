package dev.godwit.cli.progress;

import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration is at one moment, in numbers.
 *
 * @param state the state
 * @param percent how much is done, 0 to 100; null when nobody knows how much there is
 * @param perSecond documents per second; null when nothing is known
 * @param remaining how long it will still take; null when nobody can tell
 * @param silence how long ago the state was seen to change, while it should
 */
public record Progress(
    State state,
    @Nullable Integer percent,
    @Nullable Double perSecond,
    @Nullable Duration remaining,
    Duration silence) {

  private static final int ALMOST = 99;

  /** From a state that was seen just now, and nothing else. */
  public static Progress of(State state, Instant now) {
    return of(state, Pace.UNKNOWN, now, now);
  }

  /**
   * From a state and how it came about.
   *
   * @param seenAt when the state was seen first
   */
  public static Progress of(State state, Pace pace, Instant seenAt, Instant now) {
    Double perSecond = pace.perSecond(state, now);
    boolean moves = state.status() == Status.RUNNING;
    return new Progress(
        state,
        percent(state),
        perSecond,
        moves ? remaining(state, perSecond) : null,
        moves ? Duration.between(seenAt, now) : Duration.ZERO);
  }

  /** Done as a share; never all of it before it is, because the total is an estimate. */
  static @Nullable Integer percent(State state) {
    Long total = state.progress().estimatedTotal();
    long processed = state.progress().counts().processed();
    if (state.status().isFinished()) {
      return 100;
    } else if (state.status() == Status.PENDING
        || total == null
        || (total == 0 && processed == 0)) {
      return null;
    } else if (total <= processed) {
      return ALMOST;
    }
    return (int) Math.min(ALMOST, Math.floor(processed * 100.0 / total));
  }

  /** Null without a total or a rate, and when there is more than there should be. */
  static @Nullable Duration remaining(State state, @Nullable Double perSecond) {
    Long total = state.progress().estimatedTotal();
    long processed = state.progress().counts().processed();
    if (total == null || total <= processed || perSecond == null || perSecond <= 0) {
      return null;
    }
    double seconds = Math.ceil((total - processed) / perSecond);
    return seconds > Integer.MAX_VALUE ? null : Duration.ofSeconds((long) seconds);
  }
}
