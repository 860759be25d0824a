package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import java.time.Instant;

/** Decides what follows from an input: {@code Decider::decide}, or a script in tests. */
@FunctionalInterface
public interface Rules {

  /** What follows from the input, as things stand. */
  Decision decide(States states, Input input, Instant now);
}
