package dev.godwit.cli.text;

import static dev.godwit.cli.StateBuilder.BEGUN;
import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.StateBuilder;
import dev.godwit.cli.progress.Pace;
import dev.godwit.cli.progress.Progress;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLinesTest {

  private static final StateBuilder UNDER_WAY =
      state("20261124-set-default-plan", Status.RUNNING)
          .counts(Counts.of(72_000, 998, 0, 2, 0, 3))
          .total(171_075L)
          .runningMs(3_000);

  private static Progress progress(StateBuilder builder) {
    return Progress.of(builder.build(), BEGUN);
  }

  @Test
  void plainLineSaysEverything() {
    assertThat(PlainLine.of(progress(UNDER_WAY)))
        .isEqualTo(
            "20261124-set-default-plan: running, 42 %, 73,000/171,075 documents, 24,333/s, ETA 5 s, 3 conflicts, 2 failed");
  }

  @Test
  void plainLineLeavesOutWhatIsNotKnown() {
    assertThat(PlainLine.of(progress(state("a", Status.RUNNING).processed(5))))
        .isEqualTo("a: running, 5 documents");
    assertThat(PlainLine.of(progress(state("a", Status.PENDING).total(9L))))
        .isEqualTo("a: pending, 0/9 documents");
  }

  @Test
  void plainLineSaysWhyNothingMoves() {
    // given
    StateBuilder waits =
        state("a", Status.RUNNING).total(9L).waitingFor("no worker knows version 2");

    // then
    assertThat(PlainLine.of(progress(waits)))
        .isEqualTo("a: running, 0 %, 0/9 documents, no worker knows version 2");
  }

  @Test
  void plainLineTellsWhenNothingHasBeenHeardForLong() {
    // given
    Instant muchLater = BEGUN.plusSeconds(95);

    // then
    assertThat(
            PlainLine.of(
                Progress.of(state("a", Status.RUNNING).build(), Pace.UNKNOWN, BEGUN, muchLater)))
        .isEqualTo("a: running, 0 documents, no news for 1 min 35 s, is a coordinator running?");
  }

  @Test
  void barIsAsLongAsThereIsRoom() {
    assertThat(BarLine.of(progress(UNDER_WAY), 120))
        .isEqualTo(
            "20261124-set-default-plan  42% |████████████░░░░░░░░░░░░░░░░░░| 73,000/171,075  24,333/s, ETA 5 s, 3 conflicts, 2 failed");
    assertThat(BarLine.of(progress(UNDER_WAY), 140))
        .isEqualTo(
            "20261124-set-default-plan  42% |████████████████░░░░░░░░░░░░░░░░░░░░░░░░| 73,000/171,075  24,333/s, ETA 5 s, 3 conflicts, 2 failed          ");
  }

  @Test
  void barGivesWayToTheNumbers() {
    assertThat(BarLine.of(progress(UNDER_WAY), 93))
        .isEqualTo(
            "20261124-set-default-plan  42%  73,000/171,075  24,333/s, ETA 5 s, 3 conflicts, 2 failed     ");
  }

  @Test
  void withoutATotalThereIsNoBar() {
    assertThat(BarLine.of(progress(state("a", Status.RUNNING).processed(500).runningMs(1000)), 30))
        .isEqualTo("a  500  500/s                 ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 40, 79, 80, 81, 100, 120, 200, 500})
  void barLineIsExactlyAsWideAsTheTerminal(int width) {
    assertThat(BarLine.of(progress(UNDER_WAY), width)).hasSize(width);
    assertThat(BarLine.of(progress(state("a".repeat(200), Status.COMPLETED)), width))
        .hasSize(width);
  }

  @Test
  void barIsFullOnlyAtTheEnd() {
    assertThat(BarLine.of(progress(state("a", Status.RUNNING).processed(9).total(9L)), 40))
        .contains("99% |")
        .contains("░");
    assertThat(BarLine.of(progress(state("a", Status.COMPLETED).processed(9).total(9L)), 40))
        .contains("100% |")
        .doesNotContain("░");
  }
}
