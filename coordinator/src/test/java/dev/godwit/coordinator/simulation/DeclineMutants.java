package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.topology.Rules;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;

/** Rules that get wrong what it means that a worker declines. */
final class DeclineMutants {

  private DeclineMutants() {}

  static Rules deathsAreForgotten(Rules right) {
    return (states, input, now) ->
        input instanceof Input.Told told && told.event() instanceof Event.Declined
            ? Altered.states(right.decide(states, input, now), DeclineMutants::neverTaken)
            : right.decide(states, input, now);
  }

  static Rules lateDeclinesCount(Rules right) {
    return (states, input, now) -> {
      if (input instanceof Input.Told told && told.event() instanceof Event.Declined declined) {
        Segment segment = Transition.segment(states.find(declined.migration()).orElse(null));
        Delivery delivery = segment == null ? null : segment.delivery();
        if (delivery != null) {
          Event.Origin late = declined.origin();
          Event.Origin current =
              new Event.Origin(late.batchId(), delivery.attempt(), late.worker(), late.at());
          Event counts = new Event.Declined(current, declined.reason(), declined.task());
          return right.decide(states, new Input.Told(counts), now);
        }
      }
      return right.decide(states, input, now);
    };
  }

  private static State neverTaken(State state) {
    return Altered.trouble(
        state,
        old ->
            new Delivery.Trouble(
                0, old.declined(), old.unheard(), old.failures(), old.outages(), old.queued()));
  }
}
