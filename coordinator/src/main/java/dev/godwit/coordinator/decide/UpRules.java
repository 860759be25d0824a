package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartOptions;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.UpOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs everything that is not completed, as soon as all that is to be there is known: one after the
 * other, behind what is running.
 */
final class UpRules {

  /** How long workers may take until they have announced what they have. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private UpRules() {}

  /** What to answer; empty as long as a migration is waited for. */
  static Optional<String> up(Turn turn, Input.Commanded input) {
    Command command = input.command();
    UpOptions options = command.up();
    List<String> missing =
        command.migrations().stream().filter(name -> turn.find(name).isEmpty()).toList();
    refuseUnknownEnd(turn, command);
    if (!missing.isEmpty()) {
      Instant since = Objects.requireNonNullElse(input.since(), turn.now());
      refuseOverdue(turn, since, missing);
      turn.putOff(new Effect.PutOff(command, input.offset(), since));
      return Optional.empty();
    }
    List<State> all =
        turn.all().stream().filter(state -> options.reaches(state.migration())).toList();
    if (!options.allowChanged()) {
      refuseChanged(all);
    }
    return Optional.of(carryOut(turn, UpPlan.of(turn, all, options), input));
  }

  private static String carryOut(Turn turn, UpPlan plan, Input.Commanded input) {
    UpOptions options = input.command().up();
    if (plan.isDone()) {
      return plan.known() == 0
          ? Reply.NOTHING_TO_DO
              + "no migration is known; a worker that has some announces them when it starts"
          : Reply.NOTHING_TO_DO
              + "all %d%s are completed"
                  .formatted(
                      plan.known(), options.to() == null ? "" : " up to '" + options.to() + "'");
    } else if (!plan.running().isEmpty()) {
      return join(turn, plan, input.offset());
    } else if (plan.toRun().isEmpty()) {
      throw new RefusedException("nothing was started: " + plan.obstacle());
    }
    State before = turn.find(plan.toRun().get(0)).orElseThrow();
    Order order =
        new Order(
            StartOptions.NONE,
            new Series(plan.toRun(), false, null),
            input.command().actor(),
            input.offset());
    SeriesRules.Outcome outcome = SeriesRules.startFirst(turn, plan.toRun(), order, null);
    State started = outcome.started();
    if (started == null) {
      throw new RefusedException("nothing was started: " + outcome.obstacle());
    }
    List<String> next = plan.toRun().subList(1, plan.toRun().size());
    return "'%s': %s%s%s"
        .formatted(
            started.migration(), Words.begun(before, started), Words.then(next), plan.stop());
  }

  /** Nothing runs beside it: what is missing follows what is running already. */
  private static String join(Turn turn, UpPlan plan, long offset) {
    String change = Reply.NO_CHANGE;
    if (!plan.toRun().isEmpty()) {
      State joined = plan.joined();
      Series series = joined.context().series();
      SeriesRules.refuseToBeginAnew(turn, joined, plan.toRun());
      Draft draft = new Draft(joined);
      draft.series =
          new Series(merged(series.next(), plan.toRun()), series.resetNext(), series.continues());
      draft.applied(offset);
      turn.keep(draft);
      change = "";
    }
    return change
        + plan.running().stream()
            .map(state -> turn.find(state.migration()).orElse(state))
            .map(UpRules::running)
            .collect(Collectors.joining("; "))
        + plan.stop();
  }

  private static String running(State state) {
    return "'%s' is running, %s%s"
        .formatted(
            state.migration(), Words.progress(state), Words.then(state.context().series().next()));
  }

  /** What is in the order of names stays so; another order is a person's, and is kept. */
  private static List<String> merged(List<String> next, List<String> more) {
    List<String> merged = new ArrayList<>(next);
    merged.addAll(more);
    return next.equals(next.stream().sorted().toList())
        ? merged.stream().sorted().toList()
        : merged;
  }

  private static void refuseUnknownEnd(Turn turn, Command command) {
    String to = command.up().to();
    if (to != null && turn.find(to).isEmpty() && !command.migrations().contains(to)) {
      throw new RefusedException(Words.unknown(to, turn));
    }
  }

  private static void refuseOverdue(Turn turn, Instant since, List<String> missing) {
    if (!turn.now().isBefore(since.plus(PATIENCE))) {
      throw new RefusedException(
          "nothing was started: within %d minutes no worker has announced %s; does one run that has %s?"
              .formatted(
                  PATIENCE.toMinutes(), Words.names(missing), missing.size() == 1 ? "it" : "them"));
    }
  }

  private static void refuseChanged(List<State> all) {
    List<String> changed = all.stream().filter(UpRules::hasChanged).map(State::migration).toList();
    if (!changed.isEmpty()) {
      throw new RefusedException(
          "nothing was started: changed since completed: %s; start with \"reset\":true what is to run again, and add \"allowChanged\":true to leave the others as they are"
              .formatted(Words.names(changed)));
    }
  }

  private static boolean hasChanged(State state) {
    Revision newest = new Draft(state).newest().revision();
    return state.status() == Status.COMPLETED && !newest.equals(state.definition().revision());
  }
}
