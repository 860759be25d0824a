package dev.godwit.coordinator.topology;

import org.jspecify.annotations.Nullable;

/** Tells when a topic was deleted and made anew, so that its offsets mean other records. */
public interface TopicEditions {

  /** Nothing is known, and nothing is ever made anew. */
  TopicEditions UNKNOWN =
      new TopicEditions() {
        @Override
        public @Nullable String commands() {
          return null;
        }

        @Override
        public int remade() {
          return 0;
        }
      };

  /**
   * Which edition of the commands topic is there; null if the brokers do not say. May ask them, and
   * then throws what Kafka throws.
   */
  @Nullable String commands();

  /** How many topics were seen to be made anew so far; costs nothing. */
  int remade();
}
