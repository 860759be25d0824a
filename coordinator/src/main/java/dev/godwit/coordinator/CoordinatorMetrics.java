package dev.godwit.coordinator;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.coordinator.topology.Rules;
import dev.godwit.coordinator.topology.TopologyListener;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the topology does; gauges about migrations are there only while this instance
 * decides, and only for migrations that are not done for long.
 */
final class CoordinatorMetrics implements TopologyListener {

  /** How long a migration that is done, and of which nobody has to do anything, is still shown. */
  static final Duration SHOWN_WHEN_DONE = Duration.ofDays(7);

  /** Between two looks at what only time changes. */
  private static final Duration PASSING = Duration.ofSeconds(1);

  private final MeterRegistry registry;
  private final Clock clock;
  private final List<Meter> byStatus = new ArrayList<>();
  private final Map<String, MigrationMeters> migrations = new HashMap<>();
  private volatile @Nullable States active;
  private Instant lookedAt = Instant.EPOCH;

  CoordinatorMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    CoordinatorMetric.ACTIVE.gauge(registry, () -> active == null ? 0 : 1);
    CoordinatorMetric.FAILURES.counter(registry);
    CoordinatorMetric.HOP.timer(registry);
    String batch = Task.Kind.BATCH.wireName();
    CoordinatorMetric.RETRIES.counter(registry, batch, MeteredRules.AGAIN);
    for (WaitReason reason : WaitReason.values()) {
      CoordinatorMetric.WAITED.counter(registry, reason.label());
      CoordinatorMetric.RETRIES.counter(registry, batch, reason.label());
    }
  }

  /** The same rules, measured. */
  Rules measured(Rules rules) {
    Rules metered = MeteredRules.wrap(rules, registry);
    return (states, input, now) -> {
      if (input instanceof Input.Tick) {
        passed();
      }
      return metered.decide(states, input, now);
    };
  }

  /** From now on it is told how often this topic was malformed, which is never so far. */
  void reads(String topic) {
    CoordinatorMetric.MALFORMED.counter(registry, topic);
  }

  @Override
  public void malformed(String topic) {
    CoordinatorMetric.MALFORMED.counter(registry, topic).increment();
  }

  @Override
  public void failed() {
    CoordinatorMetric.FAILURES.counter(registry).increment();
  }

  @Override
  public synchronized void active(States states) {
    forget();
    active = states;
    for (Status status : Status.values()) {
      byStatus.add(
          CoordinatorMetric.MIGRATIONS.gauge(
              registry, () -> count(states, status), status.wireName()));
    }
    states.all().forEach(state -> stored(states, state));
  }

  @Override
  public synchronized void stored(States states, State state) {
    if (active != states) {
      return;
    }
    MigrationMeters meters = migrations.get(state.migration());
    if (meters != null) {
      meters.stored(state);
    } else if (!isDoneForLong(state, clock.instant())) {
      migrations.put(state.migration(), new MigrationMeters(registry, clock, state));
    }
  }

  @Override
  public synchronized void inactive(States states) {
    // The thread that takes over may be quicker than the end of the one that failed.
    if (active == states) {
      forget();
    }
  }

  private synchronized void passed() {
    Instant now = clock.instant();
    if (Duration.between(lookedAt, now).compareTo(PASSING) < 0) {
      return;
    }
    lookedAt = now;
    migrations.values().forEach(meters -> meters.passed(now));
    migrations
        .values()
        .removeIf(
            meters -> {
              boolean old = isDoneForLong(meters.state(), now);
              if (old) {
                meters.remove();
              }
              return old;
            });
  }

  private void forget() {
    active = null;
    byStatus.forEach(registry::remove);
    byStatus.clear();
    migrations.values().forEach(MigrationMeters::remove);
    migrations.clear();
  }

  /** One that failed or is paused waits for a person, however long it takes. */
  private static boolean isDoneForLong(State state, Instant now) {
    Instant finishedAt = state.context().times().finishedAt();
    return (state.status().isFinished() || state.status() == Status.CANCELED)
        && finishedAt != null
        && finishedAt.plus(SHOWN_WHEN_DONE).isBefore(now);
  }

  private static long count(States states, Status status) {
    return states.all().stream().filter(state -> state.status() == status).count();
  }
}
