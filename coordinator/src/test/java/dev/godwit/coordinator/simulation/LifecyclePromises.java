package dev.godwit.coordinator.simulation;

import static dev.godwit.protocol.Status.COMPLETED;
import static dev.godwit.protocol.Status.RUNNING;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.protocol.Command.Verb;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;

/** What may become of a migration, and by what. */
final class LifecyclePromises {

  private LifecyclePromises() {}

  static void check(Transition transition) {
    Status before = transition.statusBefore();
    Status after = transition.after().status();
    if (before != RUNNING && (before != after || transition.beginsARun())) {
      Promise.STOPPED_STAYS_STOPPED.check(
          transition.isCommanded() || transition.isFollowing(), "%s", transition);
    }
    if (transition.beginsARun()) {
      Promise.RUNS_BEGIN_ON_DEMAND.check(mayBegin(transition), "%s", transition);
    }
    if (before == RUNNING && before != after) {
      Promise.HONEST_STATUS.check(mayEnd(transition), "%s", transition);
    }
    if (transition.event() instanceof Event.Declined declined) {
      checkDeclined(transition, declined);
    }
    checkWhatItSays(transition);
  }

  private static void checkDeclined(Transition transition, Event.Declined declined) {
    Segment before = Transition.segment(transition.before());
    Segment after = Transition.segment(transition.after());
    Delivery old = before == null ? null : before.delivery();
    Delivery now = after == null ? null : after.delivery();
    Promise.DEATHS_ARE_REMEMBERED.check(
        old != null
            && now != null
            && old.attempt() == declined.origin().attempt()
            && old.trouble().taken() == now.trouble().taken(),
        "%s",
        transition);
  }

  private static boolean mayBegin(Transition transition) {
    boolean asked =
        transition.input() instanceof Input.Commanded commanded
            && List.of(Verb.START, Verb.START_SERIES, Verb.RESUME, Verb.UP)
                .contains(commanded.command().verb());
    return transition.after().run() == transition.runBefore() + 1
        && (asked || transition.isFollowing());
  }

  /** Whether this input may end, or stop, one that runs. */
  private static boolean mayEnd(Transition transition) {
    boolean commanded = transition.isCommanded();
    return switch (transition.after().status()) {
      case PENDING -> false;
      case RUNNING -> true;
      case CANCELED -> commanded;
      case PAUSED -> commanded || transition.isForOneBatchOnly() || endsARetry(transition);
      case FAILED -> transition.input() instanceof Input.Tick || isFailure(transition);
      case COMPLETED, COMPLETED_WITH_FAILURES ->
          transition.event() instanceof Event.Completed
              || transition.event() instanceof Event.LettersGone;
    };
  }

  /** Whether failed documents were all that was to be tried, and the run has others left. */
  private static boolean endsARetry(Transition transition) {
    State before = transition.before();
    Failures.Retry retry = before == null ? null : before.progress().failures().retry();
    return retry != null
        && !retry.goesOn()
        && transition.after().progress().failures().retry() == null
        && transition.event() != null;
  }

  private static boolean isFailure(Transition transition) {
    Event event = transition.event();
    if (event instanceof Event.Completed completed) {
      return completed.error() != null || transition.after().progress().counts().failed() > 0;
    } else if (event instanceof Event.Failed failed) {
      return failed.kind() != FailureKind.OUTAGE;
    }
    return event instanceof Event.Taken || event instanceof Event.Prepared;
  }

  private static void checkWhatItSays(Transition transition) {
    State after = transition.after();
    List<Segment> segments = after.progress().segments();
    long failed = after.progress().counts().failed();
    boolean allDone = !segments.isEmpty() && segments.stream().allMatch(Segment::done);
    switch (after.status()) {
      case PENDING -> {
        boolean nothing = segments.isEmpty() && after.progress().counts().equals(Counts.ZERO);
        Promise.HONEST_STATUS.check(nothing, "%s", transition);
      }
      case RUNNING -> {
        Promise.NEVER_STALLED.check(
            segments.stream().anyMatch(Segment::outstanding), "%s", transition);
        Promise.WAITING_IS_EXPLAINED.check(
            after.progress().waitingFor() != null
                || segments.stream().noneMatch(LifecyclePromises::waits),
            "%s",
            transition);
      }
      case PAUSED -> {}
      case CANCELED ->
          Promise.CANCEL_DROPS_THE_SERIES.check(
              after.context().series().next().isEmpty(), "%s", transition);
      case FAILED ->
          Promise.HONEST_STATUS.check(after.progress().error() != null, "%s", transition);
      case COMPLETED, COMPLETED_WITH_FAILURES ->
          Promise.HONEST_STATUS.check(
              allDone && (failed == 0) == (after.status() == COMPLETED), "%s", transition);
    }
  }

  private static boolean waits(Segment segment) {
    return segment.delivery() != null && segment.delivery().phase() == Delivery.Phase.WAITING;
  }
}
