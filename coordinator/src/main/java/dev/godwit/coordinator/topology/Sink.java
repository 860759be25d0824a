package dev.godwit.coordinator.topology;

import dev.godwit.protocol.TopicNames;
import java.util.Locale;

/** Where the processor sends to. */
enum Sink {
  STATE,
  TASKS,
  REPLIES,
  HISTORY;

  /** The name of the node in the topology. */
  String node() {
    return name().toLowerCase(Locale.ROOT);
  }

  String topic(TopicNames topics) {
    return switch (this) {
      case STATE -> topics.state();
      case TASKS -> topics.tasks();
      case REPLIES -> topics.replies();
      case HISTORY -> topics.history();
    };
  }
}
