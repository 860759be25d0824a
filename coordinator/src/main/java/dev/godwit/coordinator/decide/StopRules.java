package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
      case PAUSED -> Reply.NO_CHANGE + "it is paused already";
      case PENDING, CANCELED, FAILED, COMPLETED, COMPLETED_WITH_FAILURES ->
          throw new RefusedException(
              "'%s' is %s, and only a running one can be paused; %s"
                  .formatted(state.migration(), state.status(), insteadOfPausing(turn, state)));
    };
  }

  static String cancel(Turn turn, State state, long offset) {
    return switch (state.status()) {
      case RUNNING, PAUSED, FAILED -> {
        List<String> dropped = state.context().series().next();
        cancelOne(turn, state, offset);
        yield "canceled%s, %s%s; start or resume goes on from there"
            .formatted(landing(state), Words.progress(state), Words.dropped(dropped));
      }
      case CANCELED -> Reply.NO_CHANGE + "it is canceled already" + insteadOfCanceling(turn, state);
      case PENDING ->
          Reply.NO_CHANGE + "it is pending, nothing runs" + insteadOfCanceling(turn, state);
      case COMPLETED, COMPLETED_WITH_FAILURES ->
          Reply.NO_CHANGE + "it is %s, nothing runs".formatted(state.status());
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
    List<String> kept = keepFromBeginning(turn, offset);
    List<String> done = new ArrayList<>();
    if (!canceled.isEmpty()) {
      done.add("canceled %d: %s".formatted(canceled.size(), Words.names(canceled)));
    }
    if (!kept.isEmpty()) {
      done.add("kept from beginning: " + Words.names(kept));
    }
    return done.isEmpty()
        ? Reply.NO_CHANGE + "none is running, paused or failed"
        : String.join("; ", done);
  }

  /** Commands that came before and still wait for something; what they are called. */
  private static List<String> keepFromBeginning(Turn turn, long offset) {
    List<String> kept = new ArrayList<>();
    for (Effect.PutOff waiting : turn.waiting()) {
      Command command = waiting.command();
      if (waiting.offset() < offset) {
        String message = "nothing was started: it was canceled before it began";
        turn.answer(waiting, CommandRules.reply(command, false, message, turn));
        kept.add(
            command.id() == null
                ? "%s (command %d)".formatted(command.verb(), waiting.offset())
                : "%s (id %s)".formatted(command.verb(), command.id()));
      }
    }
    return kept;
  }

  static String clear(Turn turn, State state, long offset) {
    return switch (state.status()) {
      case PAUSED, CANCELED, FAILED, COMPLETED, COMPLETED_WITH_FAILURES -> {
        Draft draft = applied(state, offset);
        draft.status = Status.PENDING;
        draft.forgetRun();
        turn.keep(draft);
        yield "counts, cursor and error of run %d are forgotten; it is pending%s"
            .formatted(state.run(), Words.dropped(state.context().series().next()));
      }
      case RUNNING ->
          throw new RefusedException(
              "'%s' is running; pause or cancel it first".formatted(state.migration()));
      case PENDING -> Reply.NO_CHANGE + "it is pending, there is nothing to clear";
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
    boolean landing = state.progress().segments().stream().anyMatch(Segment::underWay);
    return landing ? " once the batch under way has landed" : "";
  }

  private static String insteadOfCanceling(Turn turn, State state) {
    return runningBefore(turn, state)
        .map("; it follows '%1$s': canceling '%1$s' drops what follows it"::formatted)
        .orElse("");
  }

  private static String insteadOfPausing(Turn turn, State state) {
    return switch (state.status()) {
      case FAILED -> "cancel it to keep it from being resumed";
      case PENDING, CANCELED ->
          runningBefore(turn, state)
              .map(
                  "it follows '%1$s': pausing '%1$s' keeps what follows it from running"::formatted)
              .orElse(
                  "nothing runs until it is started"
                      + (state.status() == Status.PENDING ? "" : " or resumed"));
      case COMPLETED, COMPLETED_WITH_FAILURES -> "it has come to its end";
      case RUNNING, PAUSED -> throw new IllegalArgumentException(state.status().wireName());
    };
  }

  /** Which of those that run will start this one when it is completed. */
  private static Optional<String> runningBefore(Turn turn, State state) {
    return turn.all().stream()
        .filter(other -> other.status() == Status.RUNNING)
        .filter(other -> other.context().series().next().contains(state.migration()))
        .map(State::migration)
        .findFirst();
  }
}
