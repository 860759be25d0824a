package dev.godwit.coordinator.decide;

import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.ArrayList;
import java.util.List;

/** Pausing, canceling and clearing; what is outstanding still counts when it lands. */
final class StopRules {

  private StopRules() {}

  static String pause(Turn turn, State state, long offset) {
    return switch (state.status()) {
      case RUNNING -> {
        Draft draft = applied(state, offset);
        draft.status = Status.PAUSED;
        draft.waitingFor = null;
        turn.keep(draft);
        yield "paused%s, %s".formatted(landing(state), Words.progress(state));
      }
      case PAUSED -> "no change: it is paused already";
      case PENDING, CANCELED, FAILED, COMPLETED, COMPLETED_WITH_FAILURES ->
          throw new RefusedException(
              "'%s' is %s, and only a running one can be paused%s"
                  .formatted(state.migration(), state.status(), insteadOfPausing(state.status())));
    };
  }

  static String cancel(Turn turn, State state, long offset) {
    return switch (state.status()) {
      case RUNNING, PAUSED, FAILED -> {
        List<String> dropped = state.context().series().next();
        cancelOne(turn, state, offset);
        yield "canceled%s, %s%s; start or resume goes on from there"
            .formatted(
                landing(state),
                Words.progress(state),
                dropped.isEmpty() ? "" : ", not followed by " + Words.names(dropped));
      }
      case CANCELED -> "no change: it is canceled already";
      case PENDING -> "no change: it is pending, nothing runs";
      case COMPLETED, COMPLETED_WITH_FAILURES ->
          "no change: it is %s, nothing runs".formatted(state.status());
    };
  }

  static String cancelAll(Turn turn, long offset) {
    List<String> canceled = new ArrayList<>();
    for (State state : List.copyOf(turn.all())) {
      boolean isUnderWay =
          switch (state.status()) {
            case RUNNING, PAUSED, FAILED -> true;
            case PENDING, CANCELED, COMPLETED, COMPLETED_WITH_FAILURES -> false;
          };
      // One that a repeated command finds running again was started after it.
      if (isUnderWay && state.context().starter().commandOffset() < offset) {
        cancelOne(turn, state, offset);
        canceled.add(state.migration());
      }
    }
    return canceled.isEmpty()
        ? "no change: none is running, paused or failed"
        : "canceled %d: %s".formatted(canceled.size(), Words.names(canceled));
  }

  static String clear(Turn turn, State state, long offset) {
    return switch (state.status()) {
      case PAUSED, CANCELED, FAILED, COMPLETED, COMPLETED_WITH_FAILURES -> {
        Draft draft = applied(state, offset);
        draft.status = Status.PENDING;
        draft.forgetRun();
        turn.keep(draft);
        yield "counts, cursor and error of run %d are forgotten; it is pending"
            .formatted(state.run());
      }
      case RUNNING ->
          throw new RefusedException(
              "'%s' is running; pause or cancel it first".formatted(state.migration()));
      case PENDING ->
          throw new RefusedException(
              "'%s' is pending, there is nothing to clear".formatted(state.migration()));
    };
  }

  private static void cancelOne(Turn turn, State state, long offset) {
    Draft draft = applied(state, offset);
    draft.status = Status.CANCELED;
    draft.waitingFor = null;
    draft.series = draft.series.withoutNext();
    turn.keep(draft);
  }

  private static Draft applied(State state, long offset) {
    Draft draft = new Draft(state);
    draft.applied(offset);
    return draft;
  }

  private static String landing(State state) {
    long outstanding = state.progress().segments().stream().filter(s -> s.outstanding()).count();
    return outstanding == 0 ? "" : " once the batch under way has landed";
  }

  private static String insteadOfPausing(Status status) {
    return switch (status) {
      case FAILED -> "; cancel it to keep it from being resumed";
      case PENDING, RUNNING, PAUSED, CANCELED, COMPLETED, COMPLETED_WITH_FAILURES -> "";
    };
  }
}
