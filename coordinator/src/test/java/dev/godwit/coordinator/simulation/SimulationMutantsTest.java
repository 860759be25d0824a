package dev.godwit.coordinator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation can fail: it finds every one of the deliberate defects, in few seeds. */
class SimulationMutantsTest {

  private static final long SEEDS = 10_000;

  /** What only a rare chain of events shows is looked for where it is, to save a minute. */
  private static final Map<Mutant, Long> FROM = Map.of(Mutant.SPANS_ARE_NOT_CHECKED, 2_900L);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyDefectIsFound(Mutant mutant) {
    // when
    long from = FROM.getOrDefault(mutant, 1L);
    OptionalLong found = SimulationTest.firstToBreakAPromise(from, SEEDS, mutant);

    // then
    assertThat(found).as("a seed that finds " + mutant).isPresent();
    Violation violation =
        Objects.requireNonNull(
            Shrinker.violation(Scenario.of(found.getAsLong()), mutant, Trace.none()));
    System.out.printf("%s: seed %d, %s%n", mutant, found.getAsLong(), violation.promise().name());
  }

  @Test
  void aFailingSeedIsCutDownToWhatItNeeds() {
    // given
    Mutant mutant = Mutant.DRY_RUNS_ARE_REMEMBERED;
    long seed = SimulationTest.firstToBreakAPromise(1, SEEDS, mutant).orElseThrow();

    // when
    Finding finding = Objects.requireNonNull(Finding.smallest(Scenario.of(seed), mutant));

    // then
    assertThat(finding.scenario().steps()).hasSizeLessThan(Scenario.of(seed).steps().size() / 5);
    assertThat(finding.toString())
        .startsWith("seed %d breaks a promise: REFUSALS_LEAVE_NO_TRACE".formatted(seed))
        .contains("dryRun")
        .endsWith("-Dgodwit.simulation.seed=" + seed);
  }
}
