package dev.godwit.coordinator;

import static dev.godwit.coordinator.Samples.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Delivery.Phase;
import dev.godwit.protocol.Delivery.Trouble;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.Status;
import java.time.Instant;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {

  private static final Instant LATER = AT.plusSeconds(60);
  private static final Standing FIRST =
      Standing.of(Samples.with(Status.RUNNING, Counts.ZERO, segment(3, null, Phase.SENT)), AT);

  @Test
  void aPageWithoutDocumentsIsABatchThatLanded() {
    // when
    Standing next =
        FIRST.then(
            Samples.with(
                Status.RUNNING, Counts.ZERO, segment(4, new Cursor(new BsonInt32(7)), Phase.SENT)),
            LATER);
    // then
    assertThat(next.idleSeconds(LATER)).isZero();
    assertThat(next.oldestSeconds(LATER)).isZero();
  }

  @Test
  void whatIsAskedForAgainOrTakenHasNotLanded() {
    // when
    Standing next =
        FIRST
            .then(Samples.with(Status.RUNNING, Counts.ZERO, segment(3, null, Phase.TAKEN)), LATER)
            .then(
                Samples.with(Status.RUNNING, Counts.ZERO, segment(3, null, Phase.WAITING)), LATER);
    // then
    assertThat(next.idleSeconds(LATER)).isEqualTo(60);
    assertThat(next.oldestSeconds(LATER)).isEqualTo(60);
  }

  @Test
  void aPageThatWasHalvedHasNotLanded() {
    // when
    Standing next =
        FIRST.then(Samples.with(Status.RUNNING, Counts.ZERO, segment(4, null, Phase.SENT)), LATER);
    // then
    assertThat(next.idleSeconds(LATER)).isEqualTo(60);
  }

  @Test
  void timeStoppedIsNotTimeIdle() {
    // when
    Standing paused =
        FIRST.then(
            Samples.with(Status.PAUSED, Counts.ZERO, segment(3, null, Phase.SENT)),
            AT.plusSeconds(10));
    Standing resumed =
        paused.then(Samples.with(Status.RUNNING, Counts.ZERO, segment(3, null, Phase.SENT)), LATER);
    // then
    assertThat(paused.idleSeconds(LATER)).isNull();
    assertThat(resumed.idleSeconds(LATER.plusSeconds(5))).isEqualTo(5);
  }

  @Test
  void whatOnlySomebodyWhoResumesAsksForIsNotOutstanding() {
    // then
    assertThat(of(Status.FAILED, Phase.WAITING).asked()).isEmpty();
    assertThat(of(Status.PAUSED, Phase.TAKEN).asked()).hasSize(1);
    assertThat(of(Status.RUNNING, Phase.WAITING).asked()).hasSize(1);
  }

  @Test
  void nothingIsDoneCompletelyBeforeItIs() {
    assertThat(of(Status.RUNNING, Counts.of(25, 0, 0, 0, 0, 0)).progress()).isEqualTo(0.25);
    assertThat(of(Status.RUNNING, Counts.of(100, 0, 0, 0, 0, 0)).progress()).isEqualTo(0.99);
    assertThat(of(Status.RUNNING, Counts.of(500, 0, 0, 0, 0, 0)).progress()).isEqualTo(0.99);
    assertThat(of(Status.COMPLETED_WITH_FAILURES, Counts.of(9, 0, 0, 1, 0, 0)).progress())
        .isEqualTo(1);
  }

  private static Standing of(Status status, Phase phase) {
    return Standing.of(Samples.with(status, Counts.ZERO, segment(1, null, phase)), AT);
  }

  private static Standing of(Status status, Counts counts) {
    return Standing.of(Samples.with(status, counts, segment(1, null, Phase.SENT)), AT);
  }

  private static Segment segment(long batch, @Nullable Cursor cursor, Phase phase) {
    return new Segment(
        0,
        new Range(cursor, null),
        batch,
        false,
        null,
        new Delivery(phase, 0, 1, AT, Trouble.NONE));
  }
}
