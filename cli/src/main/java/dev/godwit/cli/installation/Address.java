package dev.godwit.cli.installation;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.protocol.TopicNames;
import java.time.Duration;

/**
 * Where an installation is, and how to get there.
 *
 * @param kafka what Kafka's clients are given
 * @param topics the names of its topics
 * @param reachWithin how long Kafka may take for one answer
 * @param verbose whether what Kafka's clients log is shown
 */
public record Address(
    KafkaProperties kafka, TopicNames topics, Duration reachWithin, boolean verbose) {}
