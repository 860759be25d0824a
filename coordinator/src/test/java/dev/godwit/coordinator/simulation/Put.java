package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record of the store's changelog.
 *
 * @param state what is stored
 * @param facts what has happened if it is stored: "command 7 changed 'a'"
 * @param owed the facts that must be stored no later, because this state forgets that they are owed
 * @param answered how a command was answered, instead of a state
 * @param decision the number of the decision that it is part of
 */
record Put(
    @Nullable State state,
    Set<String> facts,
    Set<String> owed,
    @Nullable Answered answered,
    long decision) {

  /** A command and its answer. */
  record Answered(int offset, Reply reply) {}

  static Put of(Answered answered, long decision) {
    return new Put(null, Set.of(), Set.of(), answered, decision);
  }
}
