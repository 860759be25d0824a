package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.coordinator.topology.Rules;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules that get one thing wrong. */
final class RuleMutants {

  private RuleMutants() {}

  static Rules duplicatesAreCounted(Rules right) {
    return (states, input, now) -> {
      Decision decision = right.decide(states, input, now);
      Event.Completed event = completed(input);
      if (event == null || !decision.states().isEmpty()) {
        return decision;
      }
      return states
          .find(event.migration())
          .filter(state -> state.run() == event.origin().batchId().run())
          .map(state -> Altered.counts(state, plus(state, event.counts())))
          .map(state -> new Decision(List.of(state), List.of()))
          .orElse(decision);
    };
  }

  static Rules staleRunsAreAccepted(Rules right) {
    return (states, input, now) -> {
      Event.Completed event = completed(input);
      Optional<BatchId> current =
          Optional.ofNullable(event)
              .flatMap(e -> states.find(e.migration()))
              .filter(state -> Transition.segment(state) != null)
              .map(RuleMutants::currentBatch);
      return current.isPresent() && event != null
          ? right.decide(states, new Input.Told(Altered.about(event, current.get())), now)
          : right.decide(states, input, now);
    };
  }

  static Rules spansAreNotChecked(Rules right) {
    return (states, input, now) -> {
      Event.Completed event = completed(input);
      if (event == null) {
        return right.decide(states, input, now);
      }
      Segment segment = Transition.segment(states.find(event.migration()).orElse(null));
      Event.Span span = event.span();
      Event.Span assumed = new Event.Span(Transition.cursor(segment), span.cursor(), span.done());
      return right.decide(states, new Input.Told(Altered.span(event, assumed)), now);
    };
  }

  static Rules ticksAreIgnored(Rules right) {
    return (states, input, now) ->
        input instanceof Input.Tick ? Decision.NOTHING : right.decide(states, input, now);
  }

  static Rules takingOverIsIgnored(Rules right) {
    return (states, input, now) ->
        input instanceof Input.TakenOver ? Decision.NOTHING : right.decide(states, input, now);
  }

  static Rules whatIsCanceledGoesOn(Rules right) {
    return (states, input, now) ->
        input instanceof Input.Told
            ? right.decide(seen(states, Status.CANCELED), input, now)
            : right.decide(states, input, now);
  }

  static Rules whatIsPausedIsOverdue(Rules right) {
    return (states, input, now) ->
        input instanceof Input.Tick
            ? right.decide(seen(states, Status.PAUSED), input, now)
            : right.decide(states, input, now);
  }

  static Rules cancelingKeepsTheSeries(Rules right) {
    return (states, input, now) ->
        Altered.states(
            right.decide(states, input, now),
            state ->
                state.status() == Status.CANCELED
                    ? states
                        .find(state.migration())
                        .map(before -> Altered.series(state, before.context().series()))
                        .orElse(state)
                    : state);
  }

  static Rules commandOffsetsAreForgotten(Rules right) {
    return (states, input, now) ->
        Altered.states(right.decide(states, input, now), Altered::withoutOffset);
  }

  static Rules resetKeepsTheRun(Rules right) {
    return (states, input, now) -> {
      Decision decision = right.decide(states, input, now);
      return isReset(input)
          ? Altered.states(decision, state -> Altered.run(state, Math.max(1, state.run() - 1)))
          : decision;
    };
  }

  static Rules predecessorsAreStoredFirst(Rules right) {
    return (states, input, now) -> {
      Decision decision = right.decide(states, input, now);
      List<State> reversed = new ArrayList<>(decision.states());
      Collections.reverse(reversed);
      return new Decision(reversed, decision.effects());
    };
  }

  static Rules successorsAreStartedAgain(Rules right) {
    return (states, input, now) ->
        right.decide(
            Altered.seenAs(
                states,
                state -> {
                  Series series = state.context().series();
                  return Altered.series(state, new Series(series.next(), series.resetNext(), null));
                }),
            input,
            now);
  }

  static Rules seriesGoOnAfterFailures(Rules right) {
    return (states, input, now) -> {
      Event.Completed event = completed(input);
      Decision decision = right.decide(states, input, now);
      boolean withFailures =
          decision.states().stream()
              .anyMatch(state -> state.status() == Status.COMPLETED_WITH_FAILURES);
      if (event == null || !withFailures) {
        return decision;
      }
      States withoutFailures =
          Altered.seenAs(
              states,
              state ->
                  state.migration().equals(event.migration())
                      ? Altered.counts(state, Counts.ZERO)
                      : state);
      Input succeeded = new Input.Told(Altered.counts(event, Counts.ZERO));
      Decision goesOn = right.decide(withoutFailures, succeeded, now);
      List<Effect> effects = new ArrayList<>(decision.effects());
      effects.addAll(Oversight.tasks(goesOn));
      return Altered.states(
          new Decision(goesOn.states(), effects),
          state ->
              state.migration().equals(event.migration())
                  ? withFailures(states, state, event)
                  : state);
    };
  }

  private static State withFailures(States states, State state, Event.Completed event) {
    State before = states.find(state.migration()).orElseThrow();
    return Altered.status(
        Altered.counts(state, plus(before, event.counts())), Status.COMPLETED_WITH_FAILURES);
  }

  static Rules failuresReadAsSuccess(Rules right) {
    return (states, input, now) ->
        Altered.states(
            right.decide(states, input, now),
            state ->
                state.status() == Status.COMPLETED_WITH_FAILURES
                    ? Altered.status(state, Status.COMPLETED)
                    : state);
  }

  static Rules outagesCountAsFailures(Rules right) {
    return (states, input, now) ->
        input instanceof Input.Told told && told.event() instanceof Event.Failed failed
            ? right.decide(
                states,
                new Input.Told(
                    new Event.Failed(failed.origin(), FailureKind.PAGE, failed.message())),
                now)
            : right.decide(states, input, now);
  }

  static Rules dryRunsAreRemembered(Rules right) {
    return (states, input, now) -> {
      Decision decision = right.decide(states, input, now);
      if (input instanceof Input.Commanded commanded && commanded.command().options().dryRun()) {
        List<State> named =
            states.find(String.valueOf(commanded.command().migration())).stream().toList();
        return new Decision(named, decision.effects());
      }
      return decision;
    };
  }

  static Rules refusalsAreSilent(Rules right) {
    return (states, input, now) ->
        Altered.without(
            right.decide(states, input, now),
            effect -> effect instanceof Effect.SendReply send && !send.reply().accepted());
  }

  static Rules retriesAreAdded(Rules right) {
    return (states, input, now) -> {
      Decision decision = right.decide(states, input, now);
      Event.Completed event = completed(input);
      return event == null || event.tried() == null
          ? decision
          : Altered.states(
              decision,
              state ->
                  states
                      .find(event.migration())
                      .filter(before -> before.migration().equals(state.migration()))
                      .map(before -> Altered.counts(state, plus(before, event.counts())))
                      .orElse(state));
    };
  }

  static Rules triedLettersAreKept(Rules right) {
    return (states, input, now) -> {
      Decision decision = right.decide(states, input, now);
      Event.Completed event = completed(input);
      return event == null || event.tried() == null
          ? decision
          : Altered.states(
              decision,
              state ->
                  state.migration().equals(event.migration())
                      ? Altered.letters(state, new Offsets(List.of(event.tried())))
                      : state);
    };
  }

  static Rules summariesAreNotKept(Rules right) {
    return (states, input, now) ->
        Altered.without(
            right.decide(states, input, now),
            effect ->
                effect instanceof Effect.KeepSummary keep
                    && keep.summary().outcome().status() == Status.COMPLETED);
  }

  private static States seen(States states, Status status) {
    return Altered.seenAs(
        states, state -> state.status() == status ? Altered.status(state, Status.RUNNING) : state);
  }

  private static BatchId currentBatch(State state) {
    Segment segment = state.progress().segments().get(0);
    return new BatchId(state.migration(), state.run(), segment.id(), segment.batch());
  }

  private static Counts plus(State state, Counts counts) {
    return state.progress().counts().plus(counts);
  }

  private static Event.@Nullable Completed completed(Input input) {
    return input instanceof Input.Told told && told.event() instanceof Event.Completed completed
        ? completed
        : null;
  }

  private static boolean isReset(Input input) {
    return input instanceof Input.Commanded commanded
        && commanded.command().verb() == Command.Verb.START
        && commanded.command().options().reset();
  }
}
