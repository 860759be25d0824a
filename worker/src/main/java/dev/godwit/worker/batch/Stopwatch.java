package dev.godwit.worker.batch;

import dev.godwit.protocol.Event;
import java.time.Clock;
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
  private final long begin;
  private final long waited;
  private final Map<Phase, Long> spent = new EnumMap<>(Phase.class);
  private long lap;

  Stopwatch(Clock clock, Instant sentAt) {
    this.clock = clock;
    this.begin = clock.millis();
    // The coordinator's clock may be ahead of this one.
    this.waited = Math.max(0, begin - sentAt.toEpochMilli());
    this.lap = begin;
  }

  /** The time since the last call was spent on this. */
  void lap(Phase phase) {
    long now = clock.millis();
    spent.merge(phase, now - lap, Long::sum);
    lap = now;
  }

  long elapsedMillis() {
    return clock.millis() - begin;
  }

  Event.Timing timing() {
    return new Event.Timing(
        waited, of(Phase.READ), of(Phase.MIGRATE), of(Phase.WRITE), elapsedMillis());
  }

  private long of(Phase phase) {
    return spent.getOrDefault(phase, 0L);
  }
}
