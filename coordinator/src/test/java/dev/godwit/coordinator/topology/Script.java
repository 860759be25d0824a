package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Rules that answer each kind of input as a test says, and remember what they were asked. */
final class Script implements Rules {

  final List<Input> asked = new ArrayList<>();
  final List<Instant> times = new ArrayList<>();
  private final Map<Class<? extends Input>, Function<States, Decision>> answers =
      new LinkedHashMap<>();

  Script on(Class<? extends Input> kind, State state, Effect... effects) {
    return on(kind, states -> new Decision(List.of(state), List.of(effects)));
  }

  Script on(Class<? extends Input> kind, Function<States, Decision> answer) {
    answers.put(kind, answer);
    return this;
  }

  @Override
  public Decision decide(States states, Input input, Instant now) {
    asked.add(input);
    times.add(now);
    return answers.getOrDefault(input.getClass(), any -> Decision.NOTHING).apply(states);
  }
}
