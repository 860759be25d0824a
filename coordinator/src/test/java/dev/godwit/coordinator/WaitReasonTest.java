package dev.godwit.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Delivery.Phase;
import dev.godwit.protocol.Delivery.Trouble;
import dev.godwit.protocol.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitReasonTest {

  @ParameterizedTest
  @CsvSource({
    // phase, taken, declined, unheard, failures, outages
    "SENT, 0, 0, 1, 0, 0, NO_WORKER",
    "SENT, 0, 2, 1, 0, 3, NO_WORKER",
    "WAITING, 0, 1, 0, 0, 2, DECLINED",
    "SENT, 0, 1, 0, 0, 0, DECLINED",
    "WAITING, 0, 0, 0, 1, 1, OUTAGE",
    "TAKEN, 1, 0, 0, 0, 1, OUTAGE",
    "WAITING, 0, 0, 0, 1, 0, PAGE",
    "SENT, 1, 0, 0, 0, 0, SILENT_WORKER",
    "WAITING, 0, 0, 0, 0, 0, OTHER",
  })
  void whatHappenedLastIsTheReason(
      Phase phase,
      int taken,
      int declined,
      int unheard,
      int failures,
      int outages,
      WaitReason expected) {
    assertThat(
            WaitReason.of(
                Samples.inTrouble(
                    "a",
                    phase,
                    new Trouble(taken, declined, unheard, failures, outages),
                    "something")))
        .isEqualTo(expected);
  }

  @Test
  void whatIsUnderWayWaitsForNothing() {
    assertThat(WaitReason.of(Samples.inTrouble("a", Phase.SENT, Trouble.NONE, null))).isNull();
    assertThat(WaitReason.of(Samples.inTrouble("a", Phase.TAKEN, new Trouble(1, 1, 0, 0, 0), null)))
        .isNull();
    assertThat(
            WaitReason.of(
                Samples.inTrouble("a", Phase.SENT, Trouble.NONE, "pages of 500 after trouble")))
        .isNull();
  }

  @Test
  void whatDoesNotRunDoesNotWait() {
    assertThat(WaitReason.of(Samples.ended("a", Status.PAUSED, Counts.ZERO, Samples.AT))).isNull();
    assertThat(WaitReason.of(Samples.pending("a"))).isNull();
  }
}
