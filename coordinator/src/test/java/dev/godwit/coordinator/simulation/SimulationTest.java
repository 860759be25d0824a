package dev.godwit.coordinator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the simulation with thousands of seeds; see {@link Fault} for what goes wrong in it and
 * {@link Promise} for what must hold all the same.
 *
 * <ul>
 *   <li>{@code mvn -pl coordinator -am test -Dtest=SimulationTest
 *       -Dsurefire.failIfNoSpecifiedTests=false -Dgodwit.simulation.seeds=1000000}: a million
 *       seeds; {@code -Dgodwit.simulation.from=N} begins at another one than 1
 *   <li>{@code … -Dgodwit.simulation.seed=N}: one seed, with everything that happens
 * </ul>
 *
 * A seed that breaks a promise is printed with the shortest trace that was found to break it.
 */
class SimulationTest {

  private static final long SEEDS = Long.getLong("godwit.simulation.seeds", 3_000);
  private static final long FROM = Long.getLong("godwit.simulation.from", 1);

  /** So few that nothing far behind the first one is looked at before it is found. */
  private static final int AT_ONCE = 64;

  private static final @Nullable Long SEED = Long.getLong("godwit.simulation.seed");

  @Test
  void everyPromiseIsKeptWhateverGoesWrong() {
    // given
    long first = SEED == null ? FROM : SEED;
    long count = SEED == null ? SEEDS : 1;
    Instant start = Instant.now();

    // when
    OptionalLong broken = firstToBreakAPromise(first, count, Mutant.NONE);

    // then
    if (SEED != null) {
      traceOf(SEED).forEach(System.out::println);
    } else {
      long ms = Math.max(1, Duration.between(start, Instant.now()).toMillis());
      System.out.printf("%d seeds, %d a second%n", SEEDS, SEEDS * 1000 / ms);
    }
    if (broken.isPresent()) {
      fail(String.valueOf(Finding.smallest(Scenario.of(broken.getAsLong()), Mutant.NONE)));
    }
  }

  @Test
  void theSameSeedTellsTheSameStory() {
    assertThat(traceOf(7)).hasSizeGreaterThan(100).isEqualTo(traceOf(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coordinator is killed",
        "w[1-3] +is killed, with [1-9]",
        "w[1-3] +wakes up, with [1-9]",
        "restarts with edition 2",
        "drops .* as stale",
        "tells Declined",
        "tells Failed",
        "tells Completed .*[1-9]v by",
        "tells Completed .*stopped at a document",
        "stores .* completedWithFailures",
        "asks .* RETRY",
        "tells LettersGone",
        "tells Completed lenient.* retried",
        "stores .* failed .* next",
        "stores .* paused",
        "replies \"was carried out already",
        "answers command [0-9]+ again",
        "replies \"unknown migration",
        "asks .* BATCH .* attempt [3-9]",
        "asks .* DRY_RUN .* attempt 2",
        "command [0-9]+ cannot be read"
      })
  void whatMayHappenDoes(String happening) {
    // given
    Pattern pattern = Pattern.compile(happening);

    // when
    long times =
        Happenings.OF_SOME_SEEDS.stream().filter(line -> pattern.matcher(line).find()).count();

    // then
    assertThat(times).isPositive();
  }

  static OptionalLong firstToBreakAPromise(long first, long count, Mutant mutant) {
    long end = first + count;
    OptionalLong found = OptionalLong.empty();
    for (long from = first; from < end && found.isEmpty(); from += AT_ONCE) {
      found =
          LongStream.range(from, Math.min(end, from + AT_ONCE))
              .parallel()
              .filter(seed -> Shrinker.violation(Scenario.of(seed), mutant, Trace.none()) != null)
              .findFirst();
    }
    return found;
  }

  private static List<String> traceOf(long seed) {
    Trace trace = Trace.kept();
    Shrinker.violation(Scenario.of(seed), Mutant.NONE, trace);
    return trace.lines();
  }

  /** Until the calm end begins; told once, because a story takes longer to tell than to search. */
  private static final class Happenings {

    static final List<String> OF_SOME_SEEDS =
        LongStream.rangeClosed(1, 80)
            .mapToObj(SimulationTest::traceOf)
            .flatMap(trace -> trace.stream().takeWhile(line -> !line.contains(CalmEnd.BEGINS)))
            .toList();
  }
}
