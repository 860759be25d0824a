package dev.godwit.boot;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses that double from try to try, of which the second half is random: exponential backoff with
 * "equal jitter", so that many who failed at once do not come back at once.
 *
 * @param base the longest first pause; at least 1 ms
 * @param cap the longest pause at all; at least {@code base}
 */
public record Backoff(Duration base, Duration cap) {

  /** For servers that are away: at most 0.5 s at first, at most 15 s later. */
  public static final Backoff FOR_SERVERS =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

  public Backoff {
    if (base.toMillis() < 1 || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "backoff from %s to %s: expected at least 1 ms, and a cap that is not smaller"
              .formatted(base, cap));
    }
  }

  /**
   * The pause after so many failures in a row.
   *
   * @param failures 1 or more
   */
  public Duration pauseAfter(int failures, RandomGenerator random) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures " + failures + ": expected 1 or more");
    }
    long longest = cap.toMillis();
    int doublings = failures - 1;
    // Compare by shifting the cap down, because shifting the base up overflows.
    long most =
        doublings >= Long.SIZE - 1 || base.toMillis() > longest >> doublings
            ? longest
            : base.toMillis() << doublings;
    long least = most / 2;
    return Duration.ofMillis(least + random.nextLong(most - least + 1));
  }
}
