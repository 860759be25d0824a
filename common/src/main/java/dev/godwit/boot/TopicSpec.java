package dev.godwit.boot;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a topic has to be like.
 *
 * @param partitions how many it is created with
 * @param partitionsFixed whether one that is there must have exactly as many
 * @param cleanup what Kafka does with old records
 * @param config further topic settings for its creation; one that is there may have others
 */
public record TopicSpec(
    String name,
    int partitions,
    boolean partitionsFixed,
    Cleanup cleanup,
    Map<String, String> config) {

  /** What Kafka does with old records. */
  public enum Cleanup {
    /** Keeps the last record of each key. */
    COMPACT("compact"),
    /** Drops records by age or size. */
    DELETE("delete");

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }

    /** The value of {@code cleanup.policy}. */
    public String policy() {
      return policy;
    }
  }

  public TopicSpec {
    if (!name.matches("[A-Za-z0-9._-]{1,249}")) {
      throw new IllegalArgumentException(
          "topic '" + name + "': expected 1 to 249 of A-Z a-z 0-9 . _ -");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "topic '%s' with %d partitions: expected 1 or more".formatted(name, partitions));
    }
    config = Map.copyOf(config);
  }

  /** One partition, always: what is in it has one order. */
  public static TopicSpec single(String name, Cleanup cleanup) {
    return new TopicSpec(name, 1, true, cleanup, Map.of());
  }

  /** Many partitions; one that is there keeps as many as it has. */
  public static TopicSpec many(String name, int partitions, Cleanup cleanup) {
    return new TopicSpec(name, partitions, false, cleanup, Map.of());
  }

  /** The same, created with one more setting. */
  public TopicSpec with(String key, String value) {
    Map<String, String> more = new TreeMap<>(config);
    more.put(key, value);
    return new TopicSpec(name, partitions, partitionsFixed, cleanup, more);
  }

  /** All settings for the creation. */
  Map<String, String> creationConfig() {
    Map<String, String> all = new TreeMap<>(config);
    all.put("cleanup.policy", cleanup.policy());
    return all;
  }
}
