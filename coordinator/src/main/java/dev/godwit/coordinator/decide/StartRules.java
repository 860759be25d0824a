package dev.godwit.coordinator.decide;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.DryRunRequest;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartOptions;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starting, resuming and trying. */
final class StartRules {

  private StartRules() {}

  /** What to answer; empty when a worker will, after a dry run. */
  static Optional<String> start(Turn turn, Command command, long offset) {
    State state = CommandRules.named(turn, command);
    if (command.options().dryRun()) {
      dryRun(turn, state, command);
      return Optional.empty();
    }
    refuseMissingParams(turn, command);
    Order order = Order.of(command, offset);
    if (command.options().beginsAnew()) {
      return Optional.of(begin(turn, state, order));
    }
    return Optional.of(
        switch (state.status()) {
          case PENDING -> begin(turn, state, order);
          case PAUSED, CANCELED, FAILED -> goOn(turn, state, order);
          case RUNNING -> append(turn, state, order);
          case COMPLETED -> skipCompleted(turn, state, order);
          case COMPLETED_WITH_FAILURES -> skipCompletedWithFailures(state, order);
        });
  }

  static String resume(Turn turn, Command command, long offset) {
    State state = CommandRules.named(turn, command);
    Order order = Order.of(command, offset);
    return switch (state.status()) {
      case PENDING -> begin(turn, state, order);
      case PAUSED, CANCELED, FAILED -> goOn(turn, state, order);
      case RUNNING -> Reply.NO_CHANGE + "it is running, " + Words.progress(state);
      case COMPLETED ->
          Reply.NO_CHANGE + "it is completed; to run it again, start it with \"reset\":true";
      case COMPLETED_WITH_FAILURES -> Reply.NO_CHANGE + completedWithFailures(state);
    };
  }

  private static String begin(Turn turn, State before, Order order) {
    State after = Runs.begin(turn, before, order);
    List<String> next = after.context().series().next();
    List<String> dropped = new ArrayList<>(before.context().series().next());
    dropped.removeAll(next);
    return Words.begun(before, after) + Words.then(next) + Words.dropped(dropped);
  }

  private static String goOn(Turn turn, State before, Order order) {
    State after = Runs.goOn(turn, before, order);
    return Words.begun(before, after) + Words.then(after.context().series().next());
  }

  private static String append(Turn turn, State state, Order order) {
    StartOptions options = order.options();
    if (!options.equals(StartOptions.NONE)) {
      throw new RefusedException(
          "'%s' is running, which can only be given more to follow it (\"next\"); pause it first to change batchSize, onError or maxFailures, or begin anew with \"reset\":true"
              .formatted(state.migration()));
    }
    List<String> more = order.series().next();
    if (more.isEmpty()) {
      return Reply.NO_CHANGE + "it is running, " + Words.progress(state);
    }
    SeriesRules.refuseToBeginAnew(turn, state, more);
    Series series = state.context().series();
    List<String> next = new ArrayList<>(series.next());
    for (String name : more) {
      if (next.contains(name)) {
        throw new RefusedException(
            "'%s' already follows '%s'; leave it out of \"next\""
                .formatted(name, state.migration()));
      }
      next.add(name);
    }
    Draft draft = new Draft(state);
    draft.series = new Series(next, series.resetNext(), series.continues());
    draft.applied(order.commandOffset());
    turn.keep(draft);
    return "it is running, %s%s".formatted(Words.progress(state), Words.then(next));
  }

  private static String skipCompleted(Turn turn, State state, Order order) {
    List<String> next = order.series().next();
    refuseOptions(state, order);
    if (next.isEmpty()) {
      return Reply.NO_CHANGE + "it is completed; to run it again, add \"reset\":true";
    }
    SeriesRules.Outcome outcome = SeriesRules.startFirst(turn, next, order, null);
    if (outcome.obstacle() != null) {
      throw new RefusedException(
          "'%s' is completed, and the series cannot go on: %s"
              .formatted(state.migration(), outcome.obstacle()));
    }
    if (outcome.started() == null) {
      return Reply.NO_CHANGE + "all of them are completed; to run them again, add \"reset\":true";
    }
    State started = outcome.started();
    return "'%s' is completed; '%s' runs%s"
        .formatted(
            state.migration(), started.migration(), Words.then(started.context().series().next()));
  }

  private static String skipCompletedWithFailures(State state, Order order) {
    String message = completedWithFailures(state);
    refuseOptions(state, order);
    if (!order.series().next().isEmpty()) {
      throw new RefusedException("'%s': %s".formatted(state.migration(), message));
    }
    return Reply.NO_CHANGE + message;
  }

  private static String completedWithFailures(State state) {
    return "it is %s, %d documents failed; retryFailed tries those again, \"reset\":true all of them"
        .formatted(state.status(), state.progress().counts().failed());
  }

  /** Nothing of one that is completed runs, unless it begins anew. */
  private static void refuseOptions(State state, Order order) {
    if (!order.options().equals(StartOptions.NONE)) {
      throw new RefusedException(
          "'%s' is %s, so its options would have no effect; to run it again, add \"reset\":true"
              .formatted(state.migration(), state.status()));
    }
  }

  /** Nothing starts if something in the series could not. */
  private static void refuseMissingParams(Turn turn, Command command) {
    for (String name : command.next()) {
      turn.find(name)
          .filter(state -> state.status() == Status.PENDING || command.options().reset())
          .ifPresent(state -> Runs.params(new Draft(state).newest(), null));
    }
  }

  private static void dryRun(Turn turn, State state, Command command) {
    StartOptions options = command.options();
    Definition edition = new Draft(state).newest();
    boolean goesOn =
        switch (state.status()) {
          case RUNNING, PAUSED, CANCELED, FAILED -> true;
          case PENDING, COMPLETED, COMPLETED_WITH_FAILURES -> false;
        };
    Map<String, Object> params =
        goesOn && options.params() == null
            ? state.runInfo().params()
            : Runs.params(edition, options.params());
    StartOptions.Handling handling = options.handling();
    int usualSize = goesOn ? state.runInfo().batchSize() : edition.defaults().batchSize();
    OnError usualOnError = goesOn ? state.runInfo().onError() : edition.defaults().onError();
    Page page =
        new Page(
            options.startAt() == null
                ? (goesOn ? whereItIs(state) : Range.ALL)
                : new Range(options.startAt().after(), null),
            handling.batchSize() == null ? usualSize : handling.batchSize(),
            handling.onError() == null ? usualOnError : handling.onError(),
            params);
    Asking.dryRun(turn, state, edition, page, new DryRunRequest(command.id(), command.by()));
  }

  private static Range whereItIs(State state) {
    return state.progress().segments().stream()
        .filter(segment -> !segment.done())
        .findFirst()
        .map(Segment::range)
        .orElse(Range.ALL);
  }
}
