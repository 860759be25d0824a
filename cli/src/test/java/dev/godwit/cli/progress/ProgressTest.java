package dev.godwit.cli.progress;

import static dev.godwit.cli.StateBuilder.BEGUN;
import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  @ParameterizedTest
  @CsvSource({
    "RUNNING, 0, 1000, 0",
    "RUNNING, 9, 1000, 0",
    "RUNNING, 430, 1000, 43",
    "RUNNING, 999, 1000, 99",
    "RUNNING, 1000, 1000, 99",
    "RUNNING, 2000, 1000, 99",
    "RUNNING, 5, 0, 99",
    "RUNNING, 0, 0,",
    "RUNNING, 430, ,",
    "PAUSED, 430, 1000, 43",
    "FAILED, 430, 1000, 43",
    "CANCELED, 1200, 1000, 99",
    "PENDING, 0, 1000,",
    "COMPLETED, 900, 1000, 100",
    "COMPLETED, 900, , 100",
    "COMPLETED_WITH_FAILURES, 900, 1000, 100"
  })
  void percentIsAllOnlyWhenItIsOver(Status status, long processed, Long total, Integer percent) {
    // given
    State state = state("a", status).processed(processed).total(total).build();

    // then
    assertThat(Progress.of(state, BEGUN).percent()).isEqualTo(percent);
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING, 500, 1000, 1000, 1",
    "RUNNING, 1, 1000, 1000, 999",
    "RUNNING, 999, 1000, 1000, 1",
    "RUNNING, 500, , 1000,",
    "RUNNING, 1000, 1000, 1000,",
    "RUNNING, 2000, 1000, 1000,",
    "RUNNING, 0, 1000, 1000,",
    "RUNNING, 500, 1000, 0,",
    "PAUSED, 500, 1000, 1000,",
    "COMPLETED, 900, 1000, 1000,"
  })
  void timeLeftIsToldOnlyWhenItCanBeKnown(
      Status status, long processed, Long total, long runningMs, Long seconds) {
    // given
    State state = state("a", status).processed(processed).total(total).runningMs(runningMs).build();

    // then
    assertThat(Progress.of(state, BEGUN).remaining())
        .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
  }

  @Test
  void timeLeftBeyondAllMeasureIsNotTold() {
    // given
    State state =
        state("a", Status.RUNNING).processed(1).total(Long.MAX_VALUE).runningMs(1000).build();

    // then
    assertThat(Progress.of(state, BEGUN).remaining()).isNull();
  }

  @Test
  void silenceCountsFromTheLastChangeWhileItRuns() {
    // given
    ProgressTracker tracker = new ProgressTracker();
    State one = state("a", Status.RUNNING).processed(1).build();
    State sign = state("a", Status.RUNNING).processed(1).runningMs(10_000).build();
    State paused = state("a", Status.PAUSED).processed(1).runningMs(10_000).build();

    // then
    assertThat(tracker.progress(one, BEGUN).silence()).isZero();
    assertThat(tracker.progress(one, BEGUN.plusSeconds(9)).silence()).hasSeconds(9);
    assertThat(tracker.progress(sign, BEGUN.plusSeconds(10)).silence()).isZero();
    assertThat(tracker.progress(sign, BEGUN.plusSeconds(70)).silence()).hasMinutes(1);
    assertThat(tracker.progress(paused, BEGUN.plusSeconds(70)).silence()).isZero();
    assertThat(tracker.progress(paused, BEGUN.plusSeconds(700)).silence()).isZero();
  }
}
