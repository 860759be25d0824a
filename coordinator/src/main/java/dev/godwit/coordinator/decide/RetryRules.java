package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Failures.Retry;
import dev.godwit.protocol.OffsetRange;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;

/**
 * Trying failed documents again, by their dead letters, in batches of the run's first segment.
 *
 * <p>A retry is part of its run: what is outstanding of the run lands first, and when no letter is
 * left the run is finished, or paused if it has documents left that nobody asked to go on with.
 */
final class RetryRules {

  private RetryRules() {}

  static String retryFailed(Turn turn, Command command, long offset) {
    State state = CommandRules.named(turn, command);
    return switch (state.status()) {
      case PENDING ->
          throw new RefusedException(
              "'%s' is pending: nothing ran, so nothing failed; start it"
                  .formatted(state.migration()));
      case RUNNING ->
          throw new RefusedException(
              "'%s' is running; pause it first, or wait until it has ended"
                  .formatted(state.migration()));
      case COMPLETED ->
          throw new RefusedException(
              "'%s' is completed, and no document failed; to run it again, start it with \"reset\":true"
                  .formatted(state.migration()));
      case PAUSED, CANCELED, FAILED, COMPLETED_WITH_FAILURES ->
          begin(turn, state, Order.of(command, offset));
    };
  }

  private static String begin(Turn turn, State before, Order order) {
    Draft draft = new Draft(before);
    long failed = draft.counts.failed();
    Offsets letters = known(draft.failures);
    refuseWithoutLetters(before, failed, letters.size());
    Retry old = draft.failures.retry();
    boolean begun = old != null && old.begun();
    draft.failures =
        new Failures(Offsets.NONE, new Retry(letters, begun, false), draft.failures.forgiven());
    Runs.resume(turn, draft, order);
    String lost =
        letters.size() < failed
            ? "; the other %d have no dead letter that is known, \"reset\":true tries all documents"
                .formatted(failed - letters.size())
            : "";
    return "tries %d of %d failed documents again%s"
        .formatted(Math.min(letters.size(), failed), failed, lost);
  }

  private static void refuseWithoutLetters(State state, long failed, long letters) {
    if (failed == 0) {
      String instead =
          state.status() == Status.FAILED
              ? "; mend what stopped it, then start or resume goes on"
              : "; start or resume goes on";
      throw new RefusedException(
          "'%s' is %s, and none of its documents failed and was skipped%s"
              .formatted(state.migration(), state.status(), instead));
    }
    if (letters == 0) {
      throw new RefusedException(
          "'%s' has %d failed documents, and 0 of their dead letters are left; \"reset\":true tries all documents"
              .formatted(state.migration(), failed));
    }
  }

  private static Offsets known(Failures failures) {
    Retry retry = failures.retry();
    return retry == null ? failures.letters() : failures.letters().plus(retry.left());
  }

  /** Whether the batches that are asked for are of letters, and not of the run. */
  static boolean isUnderWay(Failures failures) {
    return failures.retry() != null && failures.retry().begun();
  }

  /** Whether the next batch is one of letters. */
  static boolean isNext(Failures failures) {
    return failures.retry() != null;
  }

  /** The letters of the batch that is outstanding. */
  static Offsets page(State state, Segment segment) {
    Retry retry = state.progress().failures().retry();
    return retry == null
        ? Offsets.NONE
        : retry.left().firstOnes(Segments.pageSize(segment, state.runInfo().batchSize()));
  }

  /** The next batch is asked for: from now on, batches are of letters. */
  static void began(Draft draft) {
    Retry retry = draft.failures.retry();
    if (retry != null && !retry.begun()) {
      draft.failures = draft.failures.with(new Retry(retry.left(), true, retry.goesOn()));
    }
  }

  /** A person, or a series, wants the run to go on, and not only its failed documents. */
  static void goesOnAfterwards(Draft draft) {
    Retry retry = draft.failures.retry();
    if (retry != null) {
      draft.failures = draft.failures.with(new Retry(retry.left(), retry.begun(), true));
    }
  }

  /** Whether an event tells of the letters that are outstanding, or of a page when none are. */
  static boolean isExpected(Draft draft, Event.Completed event) {
    Retry retry = draft.failures.retry();
    OffsetRange tried = event.tried();
    if (retry == null || !retry.begun()) {
      return tried == null;
    }
    return tried != null && !retry.left().isEmpty() && tried.first() == retry.left().first();
  }

  /** Each letter that was tried moves from failed to what became of its document. */
  static void landed(Draft draft, Event.Completed event) {
    Retry retry = draft.failures.retry();
    OffsetRange tried = event.tried();
    if (retry == null || tried == null) {
      return;
    }
    Offsets left = retry.left().after(tried.last());
    draft.counts = draft.counts.retried(event.counts());
    draft.failures =
        draft.failures.plus(event.written()).with(new Retry(left, true, retry.goesOn()));
  }

  /** Whether all letters were tried. */
  static boolean isOver(Draft draft) {
    Retry retry = draft.failures.retry();
    return retry != null && retry.begun() && retry.left().isEmpty();
  }

  /** Whether all letters were tried, and nobody asked to go on with the documents that are left. */
  static boolean stopsHere(Draft draft) {
    Retry retry = draft.failures.retry();
    return retry != null && isOver(draft) && !retry.goesOn() && !draft.allSegmentsDone();
  }

  /** There is nothing to try again any more; what failed again is not held against the run. */
  static void forget(Draft draft) {
    draft.failures = draft.failures.with(null).forgiving(draft.counts);
  }

  /** All is as before the retry, but for the letters that are gone, which nobody can try. */
  static void gone(Turn turn, Batch batch, Event.LettersGone event) {
    Draft draft = batch.draft();
    Retry retry = draft.failures.retry();
    if (retry == null
        || !retry.begun()
        || retry.left().isEmpty()
        || retry.left().first() != event.asked()) {
      return;
    }
    Offsets kept = retry.left().between(event.keptFrom(), event.keptTo());
    long gone = retry.left().size() - kept.size();
    draft.failures = draft.failures.plus(kept).with(null).forgiving(draft.counts);
    draft.updateDelivery(batch.segment().id(), null);
    draft.error =
        new Failure(
            "%d of %d dead letters have expired, so their documents cannot be tried again; %s"
                .formatted(
                    gone,
                    retry.left().size(),
                    draft.failures.letters().isEmpty()
                        ? "\"reset\":true tries all documents"
                        : "retryFailed tries the %d that are left, \"reset\":true all documents"
                            .formatted(draft.failures.letters().size())),
            null,
            batch.segment().batch(),
            turn.now());
    if (draft.status != Status.RUNNING) {
      turn.keep(draft);
    } else if (draft.allSegmentsDone()) {
      Runs.finish(turn, draft);
    } else if (retry.goesOn()) {
      int id = batch.segment().id();
      draft.updateSegment(id, old -> Asking.next(turn, old, batch.delivery().partition()));
      State state = turn.keep(draft);
      Asking.send(turn, state, state.segment(id));
    } else {
      draft.status = Status.PAUSED;
      draft.waitingFor = null;
      turn.keep(draft);
    }
  }
}
