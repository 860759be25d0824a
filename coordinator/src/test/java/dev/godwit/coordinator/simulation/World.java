package dev.godwit.coordinator.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all parts of the simulation share. */
final class World {

  final Clock clock = new Clock();
  final Broker broker = new Broker();
  final Documents documents = new Documents();
  final ConsumerGroup group = new ConsumerGroup(broker);
  final Trace trace;

  /** By job, which events name as their worker. */
  final Map<String, PageLog> pages = new HashMap<>();

  boolean databaseIsAway;

  /** What a worker has read last, where the application hurts most. */
  @Nullable PageWork lastPage;

  private final Set<Fault> faults;
  private boolean calm;

  World(Set<Fault> faults, Trace trace) {
    this.faults = faults;
    this.trace = trace;
  }

  /** Whether it happens this time. */
  boolean happens(Fault fault, Chance chance, int onceIn) {
    return !calm && faults.contains(fault) && chance.oneIn(onceIn);
  }

  boolean mayHappen(Fault fault) {
    return !calm && faults.contains(fault);
  }

  /** Whether that is new. */
  boolean databaseGoes(boolean away) {
    boolean changes = databaseIsAway != away;
    databaseIsAway = away;
    return changes;
  }

  /** From now on nothing goes wrong. */
  void calmsDown() {
    calm = true;
    databaseIsAway = false;
  }

  void trace(String who, String format, @Nullable Object... args) {
    trace.line(clock, who, format, args);
  }
}
