package dev.godwit.coordinator;

import dev.godwit.coordinator.decide.States;
import dev.godwit.coordinator.topology.TopologyListener;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the topology does; gauges about migrations are there only while this instance
 * decides.
 */
final class CoordinatorMetrics implements TopologyListener {

  private final MeterRegistry registry;
  private final List<Meter> ofMigrations = new ArrayList<>();
  private final Set<String> measured = new HashSet<>();
  private volatile @Nullable States active;

  CoordinatorMetrics(MeterRegistry registry) {
    this.registry = registry;
    CoordinatorMetric.ACTIVE.gauge(registry, () -> active == null ? 0 : 1);
    CoordinatorMetric.BUILD.gauge(registry, () -> 1, "coordinator", version());
    CoordinatorMetric.FAILURES.counter(registry);
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
      ofMigrations.add(
          CoordinatorMetric.MIGRATIONS.gauge(
              registry, () -> count(states, status), status.wireName()));
    }
    states.all().forEach(state -> stored(states, state));
  }

  @Override
  public synchronized void stored(States states, State state) {
    String migration = state.migration();
    if (state.run() == 0 || active != states || !measured.add(migration)) {
      return;
    }
    gauge(CoordinatorMetric.ESTIMATED_TOTAL, states, migration, CoordinatorMetrics::estimated);
    gauge(CoordinatorMetric.PROCESSED, states, migration, CoordinatorMetrics::processed);
    gauge(CoordinatorMetric.OUTSTANDING, states, migration, CoordinatorMetrics::outstanding);
  }

  @Override
  public synchronized void inactive(States states) {
    // The thread that takes over may be quicker than the end of the one that failed.
    if (active == states) {
      forget();
    }
  }

  private void forget() {
    active = null;
    ofMigrations.forEach(registry::remove);
    ofMigrations.clear();
    measured.clear();
  }

  private void gauge(
      CoordinatorMetric metric, States states, String migration, ToDoubleFunction<State> value) {
    ofMigrations.add(
        metric.gauge(
            registry,
            () -> states.find(migration).map(value::applyAsDouble).orElse(Double.NaN),
            migration));
  }

  private static long count(States states, Status status) {
    return states.all().stream().filter(state -> state.status() == status).count();
  }

  private static double estimated(State state) {
    Long total = state.progress().estimatedTotal();
    return total == null ? Double.NaN : total;
  }

  private static double processed(State state) {
    return state.progress().counts().processed();
  }

  private static double outstanding(State state) {
    return state.progress().segments().stream().filter(Segment::outstanding).count();
  }

  private static String version() {
    String version = CoordinatorMetrics.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
