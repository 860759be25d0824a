package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Delivery.Trouble;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;
import java.util.function.Predicate;

/** Asks again for what is overdue; time paused or waiting for a retry is never overdue. */
final class Watchdog {

  private Watchdog() {}

  static void tick(Turn turn, Predicate<State> about) {
    for (State state : List.copyOf(turn.all())) {
      if (state.status() == Status.RUNNING && about.test(state)) {
        for (Segment segment : state.progress().segments()) {
          Delivery delivery = segment.delivery();
          if (delivery != null && !delivery.dueAt().isAfter(turn.now())) {
            // Looked up anew, because an earlier segment may have changed the state.
            turn.find(state.migration())
                .ifPresent(current -> due(turn, new Batch(new Draft(current), segment, delivery)));
          }
        }
      }
    }
  }

  /** What this coordinator's predecessor stored, and perhaps did not send. */
  static void takeOver(Turn turn, Predicate<State> about) {
    List<State> known = turn.all().stream().filter(about).toList();
    known.forEach(state -> publishAndSend(turn, state));
    // Only now, because a successor that starts must not be published as it was before.
    known.stream()
        .filter(state -> state.status() == Status.COMPLETED)
        .filter(state -> !state.context().series().next().isEmpty())
        .forEach(
            state -> {
              Draft draft = new Draft(state);
              SeriesRules.goOnAfter(turn, draft);
              turn.keep(draft);
            });
  }

  private static void publishAndSend(Turn turn, State state) {
    turn.publish(state);
    if (state.status() != Status.PENDING) {
      turn.summarize(state);
    }
    if (state.status() == Status.RUNNING) {
      Draft draft = new Draft(state);
      draft.segments =
          draft.segments.stream().map(segment -> waitedForAnew(turn, draft, segment)).toList();
      Asking.sendAll(turn, turn.keep(draft));
    }
  }

  /** While nobody was there to hear it, nothing became overdue. */
  private static Segment waitedForAnew(Turn turn, Draft draft, Segment segment) {
    Delivery delivery = segment.delivery();
    if (delivery == null) {
      return Asking.goOn(turn, draft, segment);
    }
    return Segments.withDelivery(
        segment,
        delivery.phase() == Delivery.Phase.WAITING
            ? Asking.notLaterThan(turn.now().plus(Timing.LONGEST_PAUSE), delivery)
            : Asking.due(turn, delivery));
  }

  private static void due(Turn turn, Batch batch) {
    switch (batch.delivery().phase()) {
      case WAITING -> {
        batch.draft().updateDelivery(batch.segment().id(), Asking.due(turn, batch.delivery()));
        keepAndSend(turn, batch);
      }
      case SENT -> {
        boolean queued = othersAreAtWork(turn, batch);
        String reason =
            queued
                ? "%s waits for a worker that is free, asked for %d times; those that are heard of have other batches"
                : "no worker takes %s, asked for %d times; is one running?";
        batch.draft().waitingFor = reason.formatted(batch.name(), batch.delivery().attempt());
        again(turn, batch, inVain(batch.delivery().trouble(), queued));
      }
      case TAKEN -> {
        if (batch.delivery().trouble().taken() >= Timing.MAX_TAKEN) {
          TroubleRules.takenInVain(turn, batch);
          return;
        }
        batch.draft().waitingFor =
            "the worker that took %s has not been heard of for %d s; it is asked for again"
                .formatted(batch.name(), Timing.SILENCE.toSeconds());
        again(turn, batch, batch.delivery().trouble());
      }
    }
  }

  /** Long pages on few workers are no reason to call somebody. */
  private static boolean othersAreAtWork(Turn turn, Batch batch) {
    return turn.all().stream()
        .filter(state -> !state.migration().equals(batch.draft().migration()))
        .flatMap(state -> state.progress().segments().stream())
        .map(Segment::delivery)
        .anyMatch(
            other ->
                other != null
                    && other.phase() == Delivery.Phase.TAKEN
                    && other.dueAt().isAfter(turn.now()));
  }

  private static Trouble inVain(Trouble old, boolean queued) {
    return new Trouble(
        old.taken(),
        old.declined(),
        queued ? 0 : old.unheard() + 1,
        old.failures(),
        old.outages(),
        queued ? old.queued() + 1 : old.queued());
  }

  private static void again(Turn turn, Batch batch, Trouble trouble) {
    batch
        .draft()
        .updateDelivery(batch.segment().id(), Asking.again(turn, batch.delivery(), trouble));
    keepAndSend(turn, batch);
  }

  private static void keepAndSend(Turn turn, Batch batch) {
    State state = turn.keep(batch.draft());
    Asking.send(turn, state, state.segment(batch.segment().id()));
  }
}
