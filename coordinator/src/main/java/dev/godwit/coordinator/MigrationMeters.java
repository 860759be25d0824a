package dev.godwit.coordinator;

import dev.godwit.protocol.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The gauges about one migration; each is there only while it has something to show. */
final class MigrationMeters {

  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<Reading, Shown> shown = new HashMap<>();
  private volatile Standing standing;
  private Instant waitedUntil;

  MigrationMeters(MeterRegistry registry, Clock clock, State state) {
    this.registry = registry;
    this.clock = clock;
    this.waitedUntil = clock.instant();
    this.standing = Standing.of(state, waitedUntil);
    show(waitedUntil);
  }

  /** Its state has changed. */
  void stored(State state) {
    Instant now = clock.instant();
    passed(now);
    standing = standing.then(state, now);
    show(now);
  }

  /** Time has passed. */
  void passed(Instant now) {
    Standing.Waiting waiting = standing.waiting();
    if (waiting != null) {
      CoordinatorMetric.WAITED
          .counter(registry, waiting.reason().label())
          .increment(Standing.seconds(waitedUntil, now));
    }
    waitedUntil = now;
  }

  State state() {
    return standing.state();
  }

  void remove() {
    shown.values().forEach(old -> registry.remove(old.gauge()));
    shown.clear();
  }

  private void show(Instant now) {
    for (Reading reading : Reading.ALL) {
      String label = reading.label().apply(standing);
      boolean there = reading.value().of(standing, now) != null;
      Shown old = shown.get(reading);
      if (old != null && (!there || !Objects.equals(old.label(), label))) {
        registry.remove(old.gauge());
        shown.remove(reading);
        old = null;
      }
      if (there && old == null) {
        shown.put(reading, new Shown(label, gauge(reading, label)));
      }
    }
  }

  private Gauge gauge(Reading reading, @Nullable String label) {
    String migration = standing.state().migration();
    return label == null
        ? reading.metric().gauge(registry, () -> value(reading), migration)
        : reading.metric().gauge(registry, () -> value(reading), migration, label);
  }

  private double value(Reading reading) {
    Double value = reading.value().of(standing, clock.instant());
    return value == null ? Double.NaN : value;
  }

  private record Shown(@Nullable String label, Gauge gauge) {}
}
