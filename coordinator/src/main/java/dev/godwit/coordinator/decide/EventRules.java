package dev.godwit.coordinator.decide;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Delivery.Phase;
import dev.godwit.protocol.Delivery.Trouble;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from what workers tell; what nothing is outstanding for is stale, and ignored. */
final class EventRules {

  private EventRules() {}

  static void apply(Turn turn, Event event) {
    if (event instanceof Event.Announced announced) {
      announced(turn, announced.definition());
    } else if (event instanceof Event.Declined declined && declined.task() != null) {
      DryRunRules.declined(turn, declined, declined.task());
    } else if (event instanceof Event.OfBatch ofBatch) {
      outstanding(turn, ofBatch.origin().batchId())
          .ifPresent(batch -> ofBatch(turn, ofBatch, batch));
    } else {
      throw new AssertionError("no rule for " + event.getClass());
    }
  }

  private static void announced(Turn turn, Definition definition) {
    State state = turn.find(definition.migration()).orElse(null);
    if (state == null) {
      String environment = turn.installation().environment();
      turn.publish(Draft.pending(definition, environment, turn.now()));
      return;
    }
    Draft draft = new Draft(state);
    if (draft.newest().equals(definition)) {
      return;
    }
    draft.announced = definition.equals(draft.definition) ? null : definition;
    if (draft.status == Status.PENDING) {
      draft.forgetRun();
    }
    turn.keep(draft);
  }

  /** The batch that the event is about, if the state still waits for it. */
  private static Optional<Batch> outstanding(Turn turn, BatchId id) {
    return turn.find(id.migration())
        .filter(state -> state.run() == id.run())
        .flatMap(
            state ->
                state.progress().segments().stream()
                    .filter(segment -> segment.id() == id.segment())
                    .filter(segment -> segment.batch() == id.batch())
                    .flatMap(
                        segment ->
                            Optional.ofNullable(segment.delivery()).stream()
                                .map(delivery -> new Batch(new Draft(state), segment, delivery)))
                    .findFirst());
  }

  private static void ofBatch(Turn turn, Event.OfBatch event, Batch batch) {
    if (event instanceof Event.Taken) {
      taken(turn, batch);
    } else if (event instanceof Event.Working) {
      sign(turn, batch, batch.delivery().trouble());
    } else if (event instanceof Event.Prepared prepared) {
      prepared(turn, batch, prepared);
    } else if (event instanceof Event.Completed completed) {
      completed(turn, batch, completed);
    } else if (event instanceof Event.Failed failed) {
      TroubleRules.failed(turn, batch, failed);
    } else if (event instanceof Event.LettersGone gone) {
      RetryRules.gone(turn, batch, gone);
    } else if (event instanceof Event.Declined declined) {
      TroubleRules.declined(turn, batch, declined);
    } else {
      throw new AssertionError("no rule for " + event.getClass());
    }
  }

  private static void taken(Turn turn, Batch batch) {
    Trouble trouble = batch.delivery().trouble();
    if (trouble.taken() >= Timing.MAX_TAKEN && batch.draft().status == Status.RUNNING) {
      TroubleRules.takenInVain(turn, batch);
      return;
    }
    sign(
        turn,
        batch,
        new Trouble(
            trouble.taken() + 1, trouble.declined(), 0, trouble.failures(), trouble.outages()));
  }

  private static void sign(Turn turn, Batch batch, Trouble trouble) {
    Delivery delivery = batch.delivery();
    batch
        .draft()
        .updateDelivery(
            batch.segment().id(),
            new Delivery(
                Phase.TAKEN,
                delivery.partition(),
                delivery.attempt(),
                turn.now().plus(Timing.SILENCE),
                trouble));
    batch.draft().waitingFor = null;
    turn.keep(batch.draft());
  }

  private static void prepared(Turn turn, Batch batch, Event.Prepared event) {
    Draft draft = batch.draft();
    if (batch.segment().batch() != BatchId.PREPARE) {
      return;
    }
    if (event.refusal() != null) {
      TroubleRules.refused(turn, batch, event);
      return;
    }
    draft.estimatedTotal = event.estimatedTotal();
    draft.updateDelivery(batch.segment().id(), null);
    goOn(turn, batch);
  }

  private static void completed(Turn turn, Batch batch, Event.Completed event) {
    Draft draft = batch.draft();
    Segment segment = batch.segment();
    if (!RetryRules.isExpected(draft, event)) {
      return;
    }
    if (event.tried() != null) {
      RetryRules.landed(draft, event);
      draft.updateSegment(segment.id(), old -> Segments.retried(old, draft.runInfo.batchSize()));
      goOn(turn, batch);
      return;
    }
    if (segment.batch() == BatchId.PREPARE
        || !Objects.equals(event.span().from(), segment.range().cursor())) {
      return;
    }
    draft.counts = draft.counts.plus(event.counts());
    draft.failures = draft.failures.plus(event.written());
    draft.updateSegment(
        segment.id(), old -> Segments.landed(old, event.span(), draft.runInfo.batchSize()));
    @Nullable Failure error = event.error() == null ? tooManyFailures(turn, batch) : event.error();
    if (error == null) {
      goOn(turn, batch);
    } else if (draft.status == Status.RUNNING) {
      Runs.fail(turn, draft, error);
    } else {
      draft.error = error;
      turn.keep(draft);
    }
  }

  /** The batch has landed well: the next one, unless that was the last or somebody stopped it. */
  private static void goOn(Turn turn, Batch batch) {
    Draft draft = batch.draft();
    boolean wasPage = batch.segment().batch() != BatchId.PREPARE;
    draft.waitingFor = null;
    boolean stops = RetryRules.stopsHere(draft);
    if (RetryRules.isOver(draft)) {
      RetryRules.forget(draft);
    }
    boolean retries = RetryRules.isNext(draft.failures);
    if (draft.status != Status.RUNNING) {
      turn.keep(draft);
    } else if (draft.allSegmentsDone() && !retries) {
      Runs.finish(turn, draft);
    } else if (stops || (draft.runInfo.oneBatchOnly() && wasPage)) {
      draft.status = Status.PAUSED;
      draft.runInfo = Runs.withoutOneBatchOnly(draft.runInfo);
      turn.keep(draft);
    } else {
      int id = batch.segment().id();
      if (retries) {
        RetryRules.began(draft);
      }
      draft.updateSegment(
          id,
          old ->
              old.done() && !retries ? old : Asking.next(turn, old, batch.delivery().partition()));
      State state = turn.keep(draft);
      Asking.send(turn, state, state.segment(id));
    }
  }

  private static @Nullable Failure tooManyFailures(Turn turn, Batch batch) {
    Draft draft = batch.draft();
    var limit = draft.runInfo.maxFailures();
    Failures.Forgiven forgiven = draft.failures.forgiven();
    // A retry may have left fewer failures than there were when the run last went on.
    long failed = Math.max(0, draft.counts.failed() - forgiven.failed());
    long processed = draft.counts.processed() - forgiven.processed();
    if (limit == null || !limit.isExceededBy(failed, processed)) {
      return null;
    }
    return new Failure(
        "%d of %d documents failed, which is more than maxFailures %s; mend them or start with another maxFailures"
            .formatted(failed, processed, limit),
        null,
        batch.segment().batch(),
        turn.now());
  }
}
