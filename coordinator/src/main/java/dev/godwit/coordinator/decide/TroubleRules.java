package dev.godwit.coordinator.decide;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Delivery.Trouble;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;

/** What follows when a batch does not get done. */
final class TroubleRules {

  private TroubleRules() {}

  /** The collection cannot be migrated as it is; once that is mended, it is looked at again. */
  static void refused(Turn turn, Batch batch, Event.Prepared event) {
    if (isOfThisAttempt(batch, event.origin())) {
      giveUp(turn, batch, String.valueOf(event.refusal()));
    }
  }

  static void failed(Turn turn, Batch batch, Event.Failed event) {
    if (!isOfThisAttempt(batch, event.origin())) {
      return;
    }
    Trouble old = batch.delivery().trouble();
    switch (event.kind()) {
      case OUTAGE ->
          retry(
              turn,
              batch,
              new Trouble(0, 0, 0, old.failures(), old.outages() + 1),
              Timing.beforeRetry(old.outages() + 1),
              event.message());
      case PAGE -> {
        Trouble trouble = new Trouble(0, 0, 0, old.failures() + 1, 0);
        if (trouble.failures() < Timing.MAX_FAILURES) {
          Duration pause = Timing.beforeRetry(trouble.failures());
          retry(turn, batch, trouble, pause, event.message());
        } else {
          halveOrGiveUp(turn, batch, event.message());
        }
      }
      case PERMANENT -> giveUp(turn, batch, event.message());
    }
  }

  /**
   * Never a failure: the next partition may belong to a worker that can. Whoever declines did not
   * take it, so that those who did and were not heard of any more still count.
   */
  static void declined(Turn turn, Batch batch, Event.Declined event) {
    if (!isOfThisAttempt(batch, event.origin())) {
      return;
    }
    Trouble old = batch.delivery().trouble();
    Trouble trouble =
        new Trouble(old.taken(), old.declined() + 1, 0, old.failures(), old.outages());
    Draft draft = batch.draft();
    draft.updateDelivery(
        batch.segment().id(),
        Asking.later(
            batch.delivery(),
            Asking.nextPartition(turn, batch.delivery().partition()),
            turn.now().plus(Timing.afterDeclined(trouble.declined())),
            trouble));
    if (draft.status == Status.RUNNING) {
      draft.waitingFor = event.reason();
    }
    turn.keep(draft);
  }

  /** Workers began the batch again and again, and none of them told how it went. */
  static void takenInVain(Turn turn, Batch batch) {
    halveOrGiveUp(
        turn,
        batch,
        "%s was taken %d times and no worker came back from it"
            .formatted(batch.name(), batch.delivery().trouble().taken()));
  }

  private static void retry(
      Turn turn, Batch batch, Trouble trouble, Duration pause, String reason) {
    Draft draft = batch.draft();
    Delivery delivery = batch.delivery();
    draft.updateDelivery(
        batch.segment().id(),
        Asking.later(delivery, delivery.partition(), turn.now().plus(pause), trouble));
    if (draft.status == Status.RUNNING) {
      draft.waitingFor = "retry in %d s: %s".formatted(pause.toSeconds(), reason);
    }
    turn.keep(draft);
  }

  /**
   * A smaller page is another batch: whoever still holds the task of the larger one sees by its
   * number that it is not wanted any more.
   */
  private static void halveOrGiveUp(Turn turn, Batch batch, String reason) {
    Draft draft = batch.draft();
    Segment segment = batch.segment();
    int size = Segments.pageSize(segment, draft.runInfo.batchSize());
    if (size == 1 || segment.batch() == BatchId.PREPARE || draft.status != Status.RUNNING) {
      giveUp(turn, batch, reason);
      return;
    }
    int half = size / 2;
    draft.updateSegment(
        segment.id(),
        old -> Asking.next(turn, Segments.reducedTo(old, half), batch.delivery().partition()));
    draft.waitingFor = "pages of %d documents after trouble: %s".formatted(half, reason);
    State state = turn.keep(draft);
    Asking.send(turn, state, state.segment(segment.id()));
  }

  private static void giveUp(Turn turn, Batch batch, String reason) {
    Draft draft = batch.draft();
    Delivery delivery = batch.delivery();
    // A preparation has no next number: its attempts go on counting, so that the answer to this one
    // is not taken for the answer to the next when it is read again after a crash.
    draft.updateDelivery(
        batch.segment().id(),
        batch.segment().batch() == BatchId.PREPARE
            ? Asking.later(delivery, delivery.partition(), turn.now(), Trouble.NONE)
            : null);
    Failure error = new Failure(reason, null, batch.segment().batch(), turn.now());
    if (draft.status == Status.RUNNING) {
      Runs.fail(turn, draft, error);
    } else {
      draft.error = error;
      turn.keep(draft);
    }
  }

  /** What an earlier attempt met says nothing about the one that is under way. */
  private static boolean isOfThisAttempt(Batch batch, Event.Origin origin) {
    return origin.attempt() == batch.delivery().attempt();
  }
}
