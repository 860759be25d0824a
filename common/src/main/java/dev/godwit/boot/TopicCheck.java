package dev.godwit.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what is wrong with a topic that is there, and which command mends it. */
record TopicCheck(String bootstrapServers) {

  /** One sentence or two for each thing that is wrong; empty when all is right. */
  List<String> problems(TopicSpec spec, ActualTopic actual) {
    List<String> problems = new ArrayList<>();
    if (spec.partitionsFixed() && actual.partitions() != spec.partitions()) {
      problems.add(partitions(spec, actual));
    }
    if (!policies(actual.cleanupPolicy()).equals(Set.of(spec.cleanup().policy()))) {
      problems.add(cleanup(spec, actual));
    }
    return problems;
  }

  private String partitions(TopicSpec spec, ActualTopic actual) {
    // Kafka cannot take partitions away, and adding some would break the order of what is there.
    return ("topic '%s' has %d partitions and must have %d. If what it holds is not needed, delete"
            + " it, and it is created again at the next start:\n"
            + "    kafka-topics.sh --bootstrap-server %s --delete --topic %s\n"
            + "    Otherwise set %s to a prefix of its own")
        .formatted(
            spec.name(),
            actual.partitions(),
            spec.partitions(),
            bootstrapServers,
            spec.name(),
            CommonSettings.TOPIC_PREFIX.name());
  }

  private String cleanup(TopicSpec spec, ActualTopic actual) {
    return ("topic '%s' has cleanup.policy=%s and must have %s; mend it with\n"
            + "    kafka-configs.sh --bootstrap-server %s --alter --entity-type topics"
            + " --entity-name %s --add-config cleanup.policy=%s")
        .formatted(
            spec.name(),
            actual.cleanupPolicy(),
            spec.cleanup().policy(),
            bootstrapServers,
            spec.name(),
            spec.cleanup().policy());
  }

  private static Set<String> policies(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }
}
