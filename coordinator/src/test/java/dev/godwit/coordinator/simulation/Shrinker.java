package dev.godwit.coordinator.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Leaves out of a failing scenario whatever it does not need to fail: first long stretches, then
 * shorter ones, in the end single steps (delta debugging, after Zeller and Hildebrandt).
 */
final class Shrinker {

  private static final int MAX_RUNS = 4_000;

  private final Mutant mutant;
  private final Promise promise;
  private int runs;

  private Shrinker(Mutant mutant, Promise promise) {
    this.mutant = mutant;
    this.promise = promise;
  }

  /** A scenario that breaks the same promise, with as few steps as could be found. */
  static Scenario smallest(Scenario failing, Mutant mutant, Promise promise) {
    return new Shrinker(mutant, promise).shrink(failing);
  }

  private Scenario shrink(Scenario failing) {
    Scenario smallest = failing;
    int stretch = Math.max(1, smallest.steps().size() / 2);
    while (true) {
      Scenario smaller = withoutStretches(smallest, stretch);
      boolean shorter = smaller.steps().size() < smallest.steps().size();
      smallest = smaller;
      if (runs >= MAX_RUNS || (stretch == 1 && !shorter)) {
        return smallest;
      }
      stretch = Math.max(1, stretch / 2);
    }
  }

  /** From the end, where most is not needed. */
  private Scenario withoutStretches(Scenario failing, int stretch) {
    Scenario smallest = failing;
    for (int to = smallest.steps().size(); to > 0; to -= stretch) {
      Scenario shorter = smallest.without(Math.max(0, to - stretch), to);
      if (runs < MAX_RUNS && stillFails(shorter)) {
        smallest = shorter;
      }
    }
    return smallest;
  }

  private boolean stillFails(Scenario scenario) {
    runs++;
    @Nullable Violation violation = violation(scenario, mutant, Trace.none());
    return violation != null && violation.promise() == promise;
  }

  /** What is broken in a scenario; null when all is well. */
  static @Nullable Violation violation(Scenario scenario, Mutant mutant, Trace trace) {
    try {
      Simulation.run(scenario, mutant, trace);
      return null;
    } catch (Violation violation) {
      return violation;
    }
  }
}
