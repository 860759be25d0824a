package dev.godwit.coordinator.decide;

import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.UpOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code up} has to do.
 *
 * @param known how many migrations it is about
 * @param running which of them are running, in the order of names
 * @param toRun which are still to be started, in the order of names
 * @param obstacle what stops it; null when nothing does
 */
record UpPlan(int known, List<State> running, List<String> toRun, @Nullable String obstacle) {

  /** As things stand. */
  static UpPlan of(Turn turn, List<State> all, UpOptions options) {
    Set<String> planned = new HashSet<>();
    turn.all().stream()
        .filter(state -> state.status() == Status.RUNNING)
        .forEach(state -> planned.addAll(state.context().series().next()));
    List<State> running =
        turn.all().stream()
            .filter(state -> state.status() == Status.RUNNING)
            .filter(state -> options.reaches(state.migration()) || leadsTo(state, all))
            .toList();
    List<String> toRun = new ArrayList<>();
    for (State state : all) {
      if (needsNothing(state, planned)) {
        continue;
      }
      String obstacle = obstacle(state, options);
      if (obstacle != null) {
        return new UpPlan(all.size(), running, toRun, obstacle);
      }
      toRun.add(state.migration());
    }
    return new UpPlan(all.size(), running, toRun, null);
  }

  UpPlan {
    running = List.copyOf(running);
    toRun = List.copyOf(toRun);
  }

  /** Whether all are completed. */
  boolean isDone() {
    return running.isEmpty() && toRun.isEmpty() && obstacle == null;
  }

  /** Behind which of the running ones the others come: that with most to follow. */
  State joined() {
    return running.stream()
        .max(
            Comparator.comparingInt((State state) -> state.context().series().next().size())
                .thenComparing(State::migration, Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** What to say of the obstacle. */
  String stop() {
    return obstacle == null ? "" : "; it stops there: " + obstacle;
  }

  private static boolean leadsTo(State running, List<State> all) {
    List<String> next = running.context().series().next();
    return all.stream()
        .filter(state -> state.status() != Status.COMPLETED)
        .anyMatch(state -> next.contains(state.migration()));
  }

  private static boolean needsNothing(State state, Set<String> planned) {
    return switch (state.status()) {
      case COMPLETED, RUNNING -> true;
      case COMPLETED_WITH_FAILURES -> false;
      case PENDING, PAUSED, CANCELED, FAILED -> planned.contains(state.migration());
    };
  }

  private static @Nullable String obstacle(State state, UpOptions options) {
    return switch (state.status()) {
      case RUNNING, FAILED, COMPLETED -> null;
      case PENDING -> missingParams(state);
      case PAUSED, CANCELED ->
          options.resume()
              ? null
              : "'%s' is %s; resume it, or add \"resume\":true"
                  .formatted(state.migration(), state.status());
      case COMPLETED_WITH_FAILURES ->
          "'%s' is %s, %d documents failed; retryFailed tries those again"
              .formatted(state.migration(), state.status(), state.progress().counts().failed());
    };
  }

  private static @Nullable String missingParams(State state) {
    try {
      Runs.params(new Draft(state).newest(), null);
      return null;
    } catch (RefusedException e) {
      return e.getMessage() + "; start it with them";
    }
  }
}
