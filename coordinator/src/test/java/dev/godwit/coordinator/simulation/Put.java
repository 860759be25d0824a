package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.State;
import java.util.Set;

/**
 * A record of the store's changelog.
 *
 * @param state what is stored
 * @param facts what has happened if it is stored: "command 7 changed 'a'"
 * @param owed the facts that must be stored no later, because this state forgets that they are owed
 */
record Put(State state, Set<String> facts, Set<String> owed) {}
