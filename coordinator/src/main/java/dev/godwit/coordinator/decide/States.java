package dev.godwit.coordinator.decide;

import dev.godwit.protocol.State;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is known of all migrations. */
public interface States {

  /** What is known of one. */
  Optional<State> find(String migration);

  /** All of them, in the order of names. */
  Collection<State> all();

  /** The commands that are put off and not answered yet, the oldest first. */
  default Collection<Effect.PutOff> waiting() {
    return List.of();
  }
}
