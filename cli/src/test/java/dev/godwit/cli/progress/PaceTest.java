package dev.godwit.cli.progress;

import static dev.godwit.cli.StateBuilder.BEGUN;
import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static State running(long processed, long runningMs) {
    return state("a", Status.RUNNING).processed(processed).runningMs(runningMs).build();
  }

  /** States that are seen the moment they are written. */
  private static Pace pace(long... processedAndRunningMs) {
    Pace pace = Pace.UNKNOWN;
    for (int i = 0; i < processedAndRunningMs.length; i += 2) {
      long runningMs = processedAndRunningMs[i + 1];
      pace = pace.plus(running(processedAndRunningMs[i], runningMs), BEGUN.plusMillis(runningMs));
    }
    return pace;
  }

  @Test
  void isUnknownBeforeTheFirstBatch() {
    assertThat(Pace.UNKNOWN.perSecond(running(0, 300), BEGUN)).isNull();
    assertThat(Pace.UNKNOWN.perSecond(state("a", Status.PENDING).build(), BEGUN)).isNull();
  }

  @Test
  void isTheAverageOfTheRunWhenOneStateWasSeen() {
    assertThat(Pace.UNKNOWN.perSecond(running(5000, 2000), BEGUN)).isEqualTo(2500);
  }

  @Test
  void isTheAverageWhileTooLittleTimeHasPassedToTell() {
    // given
    Pace pace = pace(5000, 2000, 6000, 2100);

    // then
    assertThat(pace.perSecond(running(6000, 2000), BEGUN.plusMillis(2100))).isEqualTo(3000);
  }

  @Test
  void isThatOfLateWhenItHasChanged() {
    // given
    Pace pace = pace(100_000, 10_000, 101_000, 20_000, 102_000, 30_000);

    // then
    assertThat(pace.perSecond(running(102_000, 30_000), BEGUN.plusMillis(30_000))).isEqualTo(100);
  }

  @Test
  void forgetsWhatWasLongAgo() {
    // given
    Pace pace = pace(0, 0, 100_000, 10_000, 100_300, 39_000, 100_400, 41_000);

    // then
    assertThat(pace.samples()).extracting(Pace.Sample::runningMs).containsExactly(39_000L, 41_000L);
  }

  @Test
  void isKnownEvenWhenEachBatchLastsLongerThanWhatCountsAsRecent() {
    // given
    Pace pace = pace(0, 0, 1000, 60_000, 2000, 110_000);

    // then
    assertThat(pace.perSecond(running(2000, 110_000), BEGUN.plusMillis(110_000)))
        .isCloseTo(20, within(0.01));
  }

  @Test
  void fallsWhileABatchLastsLongerThanThoseBeforeIt() {
    // given
    Pace pace = pace(0, 0, 1000, 1000, 2000, 2000, 3000, 3000, 4000, 4000);
    State last = running(4000, 4000);

    // then
    assertThat(pace.perSecond(last, BEGUN.plusMillis(4900))).isEqualTo(1000);
    assertThat(pace.perSecond(last, BEGUN.plusMillis(9000))).isCloseTo(500, within(1.0));
    assertThat(pace.perSecond(last, BEGUN.plusSeconds(4004))).isLessThan(1.1);
  }

  @Test
  void doesNotCountPauses() {
    // given
    Pace pace =
        Pace.UNKNOWN
            .plus(running(1000, 1000), BEGUN)
            .plus(running(3000, 3000), BEGUN.plusSeconds(2))
            .plus(running(5000, 5000), BEGUN.plusSeconds(3600));

    // then
    assertThat(pace.perSecond(running(5000, 5000), BEGUN.plusSeconds(3600))).isEqualTo(1000);
  }

  @Test
  void beginsAnewWithARun() {
    // given
    Pace pace = pace(0, 0, 9000, 9000);

    // when
    Pace next =
        pace.plus(
            state("a", Status.RUNNING).run(2).processed(9500).runningMs(9500).build(),
            BEGUN.plusSeconds(100));

    // then
    assertThat(next.samples()).hasSize(1);
  }

  @Test
  void isNotConfusedBySignsOfLifeWithoutDocuments() {
    // given
    Pace pace = pace(1000, 1000, 2000, 2000, 2000, 12_000, 2000, 22_000, 3000, 32_000);

    // then
    assertThat(pace.perSecond(running(3000, 32_000), BEGUN.plusMillis(32_000)))
        .isCloseTo(1000 / 30.0, within(0.01));
  }
}
