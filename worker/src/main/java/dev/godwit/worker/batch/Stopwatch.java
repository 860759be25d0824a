package dev.godwit.worker.batch;

import dev.godwit.protocol.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Where a batch's time goes. */
final class Stopwatch {

  /** What the time is spent on. */
  enum Phase {
    READ,
    MIGRATE,
    WRITE
  }

  private final Clock clock;
  private final Instant begin;
  private final long waited;
  private final Map<Phase, Duration> spent = new EnumMap<>(Phase.class);
  private Instant lap;

  Stopwatch(Clock clock, Instant sentAt) {
    this.clock = clock;
    this.begin = clock.instant();
    // The coordinator's clock may be ahead of this one.
    this.waited = Math.max(0, Duration.between(sentAt, begin).toMillis());
    this.lap = begin;
  }

  /** The time since the last call was spent on this. */
  void lap(Phase phase) {
    Instant now = clock.instant();
    spent.merge(phase, Duration.between(lap, now), Duration::plus);
    lap = now;
  }

  long elapsedMillis() {
    return Duration.between(begin, clock.instant()).toMillis();
  }

  Event.Timing timing() {
    return new Event.Timing(
        waited,
        of(Phase.READ),
        of(Phase.MIGRATE),
        of(Phase.WRITE),
        rounded(Duration.between(begin, clock.instant())));
  }

  private long of(Phase phase) {
    return rounded(spent.getOrDefault(phase, Duration.ZERO));
  }

  /** To the nearest, so that sums over many short batches stay true. */
  private static long rounded(Duration time) {
    return time.plusNanos(500_000).toMillis();
  }
}
