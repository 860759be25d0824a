package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.topology.Rules;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Series;

/** Rules that get wrong what follows what. */
final class SeriesMutants {

  private SeriesMutants() {}

  /** What is added to one that was reset begins anew as well. */
  static Rules resetsAreInherited(Rules right) {
    return (states, input, now) ->
        input instanceof Input.Commanded commanded
                && commanded.command().verb() == Command.Verb.START
                && !commanded.command().options().beginsAnew()
            ? Altered.states(
                right.decide(states, input, now),
                state -> {
                  Series series = state.context().series();
                  return Altered.series(
                      state, new Series(series.next(), state.run() > 1, series.continues()));
                })
            : right.decide(states, input, now);
  }

  static Rules beginningDropsTheSeries(Rules right) {
    return (states, input, now) ->
        input instanceof Input.Commanded commanded
                && commanded.command().options().beginsAnew()
                && commanded.command().next().isEmpty()
            ? Altered.states(
                right.decide(states, input, now),
                state -> Altered.series(state, state.context().series().withoutNext()))
            : right.decide(states, input, now);
  }
}
