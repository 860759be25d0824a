package dev.godwit.coordinator.simulation;

import static dev.godwit.protocol.Status.COMPLETED;

import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.SeriesLink;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
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
    for (String name : series.next()) {
      State next = before.find(name).orElseThrow();
      Status status = next.status();
      if (follows(next, predecessor)) {
        return null;
      } else if (status != COMPLETED || series.resetNext()) {
        boolean blocked =
            status == Status.RUNNING
                || (status == Status.COMPLETED_WITH_FAILURES && !series.resetNext());
        return blocked ? null : name;
      }
    }
    return null;
  }
}
