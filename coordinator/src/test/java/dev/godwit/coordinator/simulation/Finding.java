package dev.godwit.coordinator.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broken promise, as it is shown to people.
 *
 * @param scenario in which it was broken
 * @param violation how
 * @param trace what led to it
 */
record Finding(Scenario scenario, Violation violation, List<String> trace) {

  /** As many lines of a long trace are shown of its beginning, and of its end. */
  private static final int SHOWN = 100;

  /** What a seed finds; null when all is well. */
  static @Nullable Finding of(Scenario scenario, Mutant mutant) {
    Trace trace = Trace.kept();
    Violation violation = Shrinker.violation(scenario, mutant, trace);
    return violation == null ? null : new Finding(scenario, violation, trace.lines());
  }

  /** The same with as few steps as possible. */
  static @Nullable Finding smallest(Scenario scenario, Mutant mutant) {
    Violation violation = Shrinker.violation(scenario, mutant, Trace.none());
    return violation == null
        ? null
        : of(Shrinker.smallest(scenario, mutant, violation.promise()), mutant);
  }

  private String shownTrace() {
    int left = trace.size() - 2 * SHOWN;
    if (left <= 0) {
      return String.join("\n", trace);
    }
    return "%s\n… %d more lines …\n%s"
        .formatted(
            String.join("\n", trace.subList(0, SHOWN)),
            left,
            String.join("\n", trace.subList(trace.size() - SHOWN, trace.size())));
  }

  @Override
  public String toString() {
    return """
        seed %d breaks a promise: %s
        Cut down to %d steps:
        %s
        See it again with -Dgodwit.simulation.seed=%d"""
        .formatted(
            scenario.seed(),
            violation.getMessage(),
            scenario.steps().size(),
            shownTrace(),
            scenario.seed());
  }
}
