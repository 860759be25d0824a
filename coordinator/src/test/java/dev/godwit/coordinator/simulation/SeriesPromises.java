package dev.godwit.coordinator.simulation;

import static dev.godwit.protocol.Status.COMPLETED;

import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.SeriesLink;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows what. */
final class SeriesPromises {

  private SeriesPromises() {}

  static void check(Transition transition, States before, Oversight.Lookup after) {
    SeriesLink link = transition.followsNow();
    if (link != null) {
      State predecessor = after.state(link.migration());
      Promise.SERIES_IN_ORDER.check(
          predecessor.status() == COMPLETED && predecessor.run() == link.run(),
          "%s, and its predecessor is [%s]",
          transition,
          predecessor);
    }
    State old = transition.before();
    boolean completes =
        transition.event() != null
            && old != null
            && old.status() != COMPLETED
            && transition.after().status() == COMPLETED;
    if (completes) {
      String successor = successor(transition.after(), old.context().series(), before);
      Promise.SERIES_IN_ORDER.check(
          successor == null || follows(after.state(successor), transition.after()),
          "%s, and '%s' does not follow",
          transition,
          String.valueOf(successor));
    }
  }

  private static boolean follows(State successor, State predecessor) {
    SeriesLink link = new SeriesLink(predecessor.migration(), predecessor.run());
    return link.equals(successor.context().series().continues());
  }

  /** Who is to begin or go on; null when nobody is, one has already, or something is in the way. */
  private static @Nullable String successor(State predecessor, Series series, States before) {
    int size = series.next().size();
    for (String name : series.next()) {
      State next = before.find(name).orElseThrow();
      Status status = next.status();
      if (follows(next, predecessor)) {
        return null;
      } else if (status != COMPLETED || series.resetNext()) {
        List<String> rest = series.next().subList(series.next().indexOf(name) + 1, size);
        boolean blocked =
            status == Status.RUNNING
                || (status == Status.COMPLETED_WITH_FAILURES && !series.resetNext())
                || (goesOn(status) && !series.resetNext() && beginsAnew(next, rest, before));
        return blocked ? null : name;
      }
    }
    return null;
  }

  private static boolean goesOn(Status status) {
    return switch (status) {
      case PAUSED, CANCELED, FAILED -> true;
      case PENDING, RUNNING, COMPLETED, COMPLETED_WITH_FAILURES -> false;
    };
  }

  /** Whether these would have to begin anew behind that one, and have something to lose. */
  private static boolean beginsAnew(State next, List<String> rest, States before) {
    Series series = next.context().series();
    return series.resetNext()
        && rest.stream()
            .filter(name -> !series.next().contains(name))
            .anyMatch(name -> before.find(name).orElseThrow().status() != Status.PENDING);
  }
}
