package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.people.Tokens;

/**
 * What the topology is given besides its rules.
 *
 * @param listener hears what it does
 * @param editions which topics it reads
 * @param tokens by which commands are proven
 * @param pulse whether this process has been at work all the time
 */
public record Surroundings(
    TopologyListener listener, TopicEditions editions, Tokens tokens, Pulse pulse) {

  /** In a process that never stands still. */
  public Surroundings(TopologyListener listener, TopicEditions editions, Tokens tokens) {
    this(listener, editions, tokens, Pulse.STEADY);
  }

  /** Nothing. */
  public static final Surroundings NONE =
      new Surroundings(TopologyListener.NONE, TopicEditions.UNKNOWN, Tokens.NONE);
}
