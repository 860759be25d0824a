package dev.godwit.protocol;

/** The topics of one installation, which all begin with the same prefix. */
public record TopicNames(String prefix) {

  /** The prefix unless the setting {@code GODWIT_TOPIC_PREFIX} says otherwise. */
  public static final String DEFAULT_PREFIX = "godwit.";

  public TopicNames {
    if (!prefix.matches("[A-Za-z0-9._-]{0,100}")) {
      throw new IllegalArgumentException(
          "topic prefix '" + prefix + "': expected at most 100 of A-Z a-z 0-9 . _ -");
    }
  }

  /** What people ask for; one partition, not compacted. */
  public String commands() {
    return prefix + "commands";
  }

  /** What workers are asked to do; many partitions. */
  public String tasks() {
    return prefix + "tasks";
  }

  /** What workers tell; one partition. */
  public String events() {
    return prefix + "events";
  }

  /** Where every migration stands; one partition, compacted. */
  public String state() {
    return prefix + "state";
  }

  /** One summary per run; one partition, compacted. */
  public String history() {
    return prefix + "history";
  }

  /** One answer per command; one partition. */
  public String replies() {
    return prefix + "replies";
  }

  /** Documents that could not be migrated; one partition, kept long. */
  public String deadLetters() {
    return prefix + "dead-letters";
  }
}
