package dev.godwit.boot;

import org.jspecify.annotations.Nullable;

/**
 * What a topic is like in Kafka.
 *
 * @param cleanupPolicy the value of {@code cleanup.policy}, such as "compact,delete"
 * @param id another one whenever the topic is made anew; null if the brokers give none
 */
record ActualTopic(String name, int partitions, String cleanupPolicy, @Nullable String id) {

  ActualTopic(String name, int partitions, String cleanupPolicy) {
    this(name, partitions, cleanupPolicy, null);
  }
}
