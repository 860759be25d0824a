package dev.godwit.coordinator.decide;

import dev.godwit.protocol.State;
import java.util.Collection;
import java.util.Optional;

/** What is known of all migrations. */
public interface States {

  /** What is known of one. */
  Optional<State> find(String migration);

  /** All of them, in the order of names. */
  Collection<State> all();
}
