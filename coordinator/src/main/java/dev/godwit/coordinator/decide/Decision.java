package dev.godwit.coordinator.decide;

import dev.godwit.protocol.State;
import java.util.List;

/**
 * What follows from an input.
 *
 * @param states those that changed or are to be published again, to be stored and published in this
 *     order and before the effects
 * @param effects what is to be done, in this order
 */
public record Decision(List<State> states, List<Effect> effects) {

  /** Nothing follows. */
  public static final Decision NOTHING = new Decision(List.of(), List.of());

  public Decision {
    states = List.copyOf(states);
    effects = List.copyOf(effects);
  }
}
