package dev.godwit.boot;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The topics of a Kafka cluster, as far as {@link TopicSetup} needs them. */
interface TopicStore {

  /** Those of the names that are there, and why others cannot be looked at. */
  Found find(Collection<String> names);

  /** Creates a topic; empty when that worked or it is there already, else why not. */
  Optional<String> create(TopicSpec spec);

  /**
   * What is there.
   *
   * @param problems why some of the topics cannot be looked at
   */
  record Found(Map<String, ActualTopic> topics, List<String> problems) {

    public Found {
      topics = Map.copyOf(topics);
      problems = List.copyOf(problems);
    }
  }
}
