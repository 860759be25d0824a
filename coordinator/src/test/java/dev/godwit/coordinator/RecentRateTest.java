package dev.godwit.coordinator;

import static dev.godwit.coordinator.Samples.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.coordinator.pace.RecentRate;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentRateTest {

  @Test
  void itIsThatOfTheLastMinutesAndNotOfTheWholeRun() {
    // given: 10 minutes with 1 a second, then 10 with 100 a second
    RecentRate rate = RecentRate.of(at(0, 0));
    for (int second = 1; second <= 1200; second++) {
      rate = rate.plus(at(second, second <= 600 ? second : 600 + (second - 600) * 100L));
    }
    // then
    assertThat(rate.perSecond(at(1200, 60_600), AT.plusSeconds(1200))).isEqualTo(100.0);
    assertThat(rate.samples()).hasSizeLessThanOrEqualTo(61);
  }

  @Test
  void asLongAsLittleWasSeenItIsTheAverageOfTheRun() {
    // given
    State seenFirst = at(100, 5000);
    RecentRate rate = RecentRate.of(seenFirst);
    // then
    assertThat(rate.perSecond(seenFirst, AT.plusSeconds(100))).isEqualTo(50.0);
    assertThat(rate.perSecond(seenFirst, AT.plusSeconds(130))).isEqualTo(50.0);
  }

  @Test
  void beforeTheFirstBatchNothingIsKnown() {
    assertThat(RecentRate.of(at(1, 0)).perSecond(at(1, 0), AT.plusSeconds(1))).isNull();
  }

  @Test
  void silenceLowersItDownToNothing() {
    // given
    State newest = at(10, 1000);
    RecentRate rate = RecentRate.of(at(0, 0)).plus(newest);
    // then
    assertThat(rate.perSecond(newest, AT.plusSeconds(10))).isEqualTo(100.0);
    assertThat(rate.perSecond(newest, AT.plusSeconds(20))).isEqualTo(50.0);
    assertThat(RecentRate.of(newest).perSecond(newest, AT.plus(Duration.ofHours(1)))).isZero();
  }

  @Test
  void anotherRunBeginsAnew() {
    // given
    RecentRate rate = RecentRate.of(at(100, 5000)).plus(at(200, 10_000));
    // then
    assertThat(rate.plus(at(1, 10)).samples()).hasSize(1);
  }

  @Test
  void timeAfterTheEndDoesNotCount() {
    // given
    State ended =
        Samples.ended("a", Status.PAUSED, Counts.of(10, 0, 0, 0, 0, 0), AT.plusSeconds(1));
    // then
    assertThat(RecentRate.of(ended).perSecond(ended, AT.plus(Duration.ofDays(1)))).isEqualTo(10.0);
  }

  private static State at(long second, long processed) {
    return Samples.running("a", processed, 1_000_000L, AT.plusSeconds(second), second * 1000);
  }
}
