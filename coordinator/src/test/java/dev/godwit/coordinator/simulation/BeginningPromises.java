package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whose progress may be forgotten, and what is to follow. */
final class BeginningPromises {

  /** What somebody wanted to begin anew when its turn comes, or had nothing to lose by that. */
  private final Set<String> toBeginAnew = new HashSet<>();

  void check(Transition transition, States before) {
    Series series = transition.after().context().series();
    if (transition.input() instanceof Input.Commanded commanded
        && commanded.command().options().reset()) {
      toBeginAnew.addAll(commanded.command().next());
    }
    if (series.resetNext()) {
      series.next().stream()
          .filter(name -> before.find(name).orElseThrow().status() == Status.PENDING)
          .forEach(toBeginAnew::add);
    }
    if (transition.beginsARun() && transition.statusBefore() != Status.PENDING) {
      Promise.NOBODY_ELSE_BEGINS_ANEW.check(
          isAskedFor(transition) || toBeginAnew.contains(transition.migration()), "%s", transition);
    }
    Promise.THE_SERIES_IS_KEPT.check(mayDrop(transition), "%s", transition);
  }

  private static boolean isAskedFor(Transition transition) {
    return transition.input() instanceof Input.Commanded commanded
        && commanded.command().options().beginsAnew()
        && commanded.command().migrations().contains(transition.migration());
  }

  private static boolean mayDrop(Transition transition) {
    List<String> next = transition.after().context().series().next();
    boolean kept =
        transition.before() == null
            || next.containsAll(transition.before().context().series().next());
    return kept
        || switch (transition.after().status()) {
          case PENDING, CANCELED, COMPLETED -> true;
          case RUNNING -> transition.beginsARun() && isReplaced(transition);
          case PAUSED, FAILED, COMPLETED_WITH_FAILURES -> false;
        };
  }

  /** Whether others are to follow it from now on. */
  private static boolean isReplaced(Transition transition) {
    Command command =
        transition.input() instanceof Input.Commanded commanded ? commanded.command() : null;
    return transition.isFollowing()
        || (command != null && command.next().size() > 0 && command.options().beginsAnew());
  }
}
