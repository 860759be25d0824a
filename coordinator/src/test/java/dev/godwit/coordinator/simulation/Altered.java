package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Messages with one thing changed, for mutants. */
final class Altered {

  private Altered() {}

  static State status(State state, Status status) {
    return new State(
        state.definition(),
        status,
        state.runInfo(),
        state.progress(),
        state.context(),
        state.announced());
  }

  static State counts(State state, Counts counts) {
    State.Progress old = state.progress();
    return new State(
        state.definition(),
        state.status(),
        state.runInfo(),
        new State.Progress(
            counts,
            old.estimatedTotal(),
            old.segments(),
            old.error(),
            old.waitingFor(),
            old.failures()),
        state.context(),
        state.announced());
  }

  static State letters(State state, Offsets more) {
    State.Progress old = state.progress();
    return new State(
        state.definition(),
        state.status(),
        state.runInfo(),
        new State.Progress(
            old.counts(),
            old.estimatedTotal(),
            old.segments(),
            old.error(),
            old.waitingFor(),
            old.failures().plus(more)),
        state.context(),
        state.announced());
  }

  static State run(State state, int run) {
    RunInfo old = state.runInfo();
    return new State(
        state.definition(),
        state.status(),
        new RunInfo(
            run,
            old.batchSize(),
            old.onError(),
            old.maxFailures(),
            old.params(),
            old.oneBatchOnly()),
        state.progress(),
        state.context(),
        state.announced());
  }

  /** The state with something else having happened to its outstanding batch. */
  static State trouble(State state, UnaryOperator<Delivery.Trouble> change) {
    State.Progress old = state.progress();
    List<Segment> segments =
        old.segments().stream().map(segment -> trouble(segment, change)).toList();
    return new State(
        state.definition(),
        state.status(),
        state.runInfo(),
        new State.Progress(
            old.counts(),
            old.estimatedTotal(),
            segments,
            old.error(),
            old.waitingFor(),
            old.failures()),
        state.context(),
        state.announced());
  }

  private static Segment trouble(Segment segment, UnaryOperator<Delivery.Trouble> change) {
    Delivery old = segment.delivery();
    return old == null
        ? segment
        : new Segment(
            segment.id(),
            segment.range(),
            segment.batch(),
            segment.done(),
            segment.reducedBatchSize(),
            new Delivery(
                old.phase(),
                old.partition(),
                old.attempt(),
                old.dueAt(),
                change.apply(old.trouble())));
  }

  static State series(State state, Series series) {
    return context(state, state.context().starter(), series);
  }

  static State withoutOffset(State state) {
    StartedBy starter = new StartedBy(state.context().starter().actor(), -1);
    return context(state, starter, state.context().series());
  }

  private static State context(State state, StartedBy starter, Series series) {
    State.Context old = state.context();
    return new State(
        state.definition(),
        state.status(),
        state.runInfo(),
        state.progress(),
        new State.Context(old.times(), starter, series, old.environment()),
        state.announced());
  }

  /** The event as if it were about that batch. */
  static Event.Completed about(Event.Completed event, BatchId id) {
    Event.Origin old = event.origin();
    return new Event.Completed(
        new Event.Origin(id, old.attempt(), old.worker(), old.at()),
        event.span(),
        event.counts(),
        event.error(),
        event.timing(),
        event.letters());
  }

  /** The event as if its page had begun where that one does. */
  static Event.Completed span(Event.Completed event, Event.Span span) {
    return new Event.Completed(
        event.origin(), span, event.counts(), event.error(), event.timing(), event.letters());
  }

  static Event.Completed counts(Event.Completed event, Counts counts) {
    return new Event.Completed(
        event.origin(), event.span(), counts, event.error(), event.timing(), event.letters());
  }

  static Decision states(Decision decision, UnaryOperator<State> change) {
    return new Decision(decision.states().stream().map(change).toList(), decision.effects());
  }

  static Decision without(Decision decision, Predicate<Effect> dropped) {
    List<Effect> rest = decision.effects().stream().filter(dropped.negate()).toList();
    return new Decision(decision.states(), rest);
  }

  /** The states as if each of them were another. */
  static States seenAs(States states, UnaryOperator<State> change) {
    return new States() {
      @Override
      public Optional<State> find(String migration) {
        return states.find(migration).map(change);
      }

      @Override
      public Collection<State> all() {
        return states.all().stream().map(change).toList();
      }
    };
  }
}
