package dev.godwit.boot;

/**
 * What a topic is like in Kafka.
 *
 * @param cleanupPolicy the value of {@code cleanup.policy}, such as "compact,delete"
 */
record ActualTopic(String name, int partitions, String cleanupPolicy) {}
