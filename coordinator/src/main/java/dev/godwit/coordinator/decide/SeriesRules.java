package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Series;
import dev.godwit.protocol.SeriesLink;
import dev.godwit.protocol.StartOptions;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs after what: completed ones are skipped, partial ones (paused, canceled or failed) go
 * on, and the series stops at one that is running already or completed with failures.
 */
final class SeriesRules {

  private SeriesRules() {}

  /**
   * How far a series got.
   *
   * @param started the one that runs now; null when none does
   * @param obstacle why it stopped; null when it did not
   */
  record Outcome(@Nullable State started, @Nullable String obstacle) {
    static final Outcome NOTHING_LEFT = new Outcome(null, null);

    static Outcome started(State state) {
      return new Outcome(state, null);
    }

    static Outcome stopped(String obstacle) {
      return new Outcome(null, obstacle);
    }
  }

  /** Starts, or resumes, the first of these that is not completed; the others follow it. */
  static Outcome startFirst(
      Turn turn, List<String> names, Order order, @Nullable SeriesLink continues) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      State state = turn.find(name).orElse(null);
      if (state == null) {
        return Outcome.stopped("'%s' is not known any more".formatted(name));
      }
      if (continues != null && continues.equals(state.context().series().continues())) {
        return Outcome.started(state);
      }
      Order handedOn = order.handedOn(names.subList(i + 1, names.size()), continues);
      try {
        if (state.status() == Status.RUNNING) {
          return Outcome.stopped("'%s' is already running".formatted(name));
        } else if (order.series().resetNext() || state.status() == Status.PENDING) {
          return Outcome.started(Runs.begin(turn, state, handedOn));
        } else if (state.status() == Status.COMPLETED_WITH_FAILURES) {
          return Outcome.stopped("'%s' completed with failures".formatted(name));
        } else if (state.status() != Status.COMPLETED) {
          return Outcome.started(Runs.goOn(turn, state, handedOn));
        }
      } catch (RefusedException e) {
        return Outcome.stopped(String.valueOf(e.getMessage()));
      }
    }
    return Outcome.NOTHING_LEFT;
  }

  /**
   * What is added to a series of which all begins anew would do so too.
   *
   * @throws RefusedException when one of these has something to lose by that
   */
  static void refuseToBeginAnew(Turn turn, State followed, List<String> more) {
    Series series = followed.context().series();
    if (!series.resetNext()) {
      return;
    }
    for (String name : more) {
      if (!series.next().contains(name)
          && turn.find(name).filter(state -> state.status() != Status.PENDING).isPresent()) {
        throw new RefusedException(
            "'%s' is %s, and all that follows it begins anew, which '%s' is not to do; try again when that is done"
                .formatted(followed.migration(), followed.status(), name));
      }
    }
  }

  /** A run is completed: its successor starts, and is kept before what remains is forgotten. */
  static void goOnAfter(Turn turn, Draft completed) {
    Series series = completed.series;
    if (series.next().isEmpty()) {
      return;
    }
    SeriesLink link = new SeriesLink(completed.migration(), completed.runInfo.run());
    Order order = new Order(StartOptions.NONE, series, completed.starter.actor(), -1);
    Outcome outcome = startFirst(turn, series.next(), order, link);
    completed.series = series.withoutNext();
    if (outcome.obstacle() != null) {
      completed.waitingFor =
          "the series stopped after '%s': %s".formatted(completed.migration(), outcome.obstacle());
    }
  }
}
