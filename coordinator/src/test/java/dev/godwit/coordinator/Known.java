package dev.godwit.coordinator;

import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.State;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** States that a test puts there. */
final class Known implements States {

  private final Map<String, State> states = new TreeMap<>();

  Known(State... known) {
    for (State state : known) {
      put(state);
    }
  }

  void put(State state) {
    states.put(state.migration(), state);
  }

  @Override
  public Optional<State> find(String migration) {
    return Optional.ofNullable(states.get(migration));
  }

  @Override
  public Collection<State> all() {
    return states.values();
  }
}
