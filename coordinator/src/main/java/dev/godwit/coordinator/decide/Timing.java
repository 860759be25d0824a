package dev.godwit.coordinator.decide;

import java.time.Duration;

/** How long is waited for what. */
final class Timing {

  /** A worker that took a batch says every 10 s that it is at it; three are missed. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  /** So often a batch may be taken without an end before its page is halved. */
  static final int MAX_TAKEN = 3;

  /** So often a page is tried as it is before it is halved. */
  static final int MAX_FAILURES = 3;

  /** Nothing waits longer before it is asked for. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final Duration FIRST_UNHEARD = Duration.ofSeconds(20);
  private static final Duration MAX_UNHEARD = Duration.ofHours(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration FIRST_DECLINED = Duration.ofMillis(20);
  private static final Duration MAX_DECLINED = Duration.ofSeconds(5);

  private Timing() {}

  /** How long a worker may leave a task lying, which doubles each time it was asked for in vain. */
  static Duration untilUnheard(int inVain) {
    return doubled(FIRST_UNHEARD, inVain, MAX_UNHEARD);
  }

  /** How long to wait before a page that failed, or met an outage, is tried again. */
  static Duration beforeRetry(int failures) {
    return doubled(FIRST_RETRY, failures - 1, LONGEST_PAUSE);
  }

  /** How long to wait before the next partition is tried. */
  static Duration afterDeclined(int declined) {
    return doubled(FIRST_DECLINED, declined - 1, MAX_DECLINED);
  }

  private static Duration doubled(Duration first, int times, Duration most) {
    // 2^20 times the shortest of them is longer than the longest.
    Duration duration = first.multipliedBy(1L << Math.min(Math.max(times, 0), 20));
    return duration.compareTo(most) < 0 ? duration : most;
  }
}
