package dev.godwit.boot;

import java.util.List;

/** The topics in Kafka are not what they have to be, and only a person can decide what to do. */
public final class TopicsException extends StartException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * @param problems at least one, each with the topic, what it is and what mends it
   */
  public TopicsException(List<String> problems) {
    super("the topics are not as they have to be:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each one. */
  public List<String> problems() {
    return problems;
  }
}
