package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.people.Tokens;

/**
 * What the topology is given besides its rules.
 *
 * @param listener hears what it does
 * @param editions which topics it reads
 * @param tokens by which commands are proven
 */
public record Surroundings(TopologyListener listener, TopicEditions editions, Tokens tokens) {

  /** Nothing. */
  public static final Surroundings NONE =
      new Surroundings(TopologyListener.NONE, TopicEditions.UNKNOWN, Tokens.NONE);
}
