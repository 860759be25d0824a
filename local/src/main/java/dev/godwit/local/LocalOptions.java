package dev.godwit.local;

import java.util.List;
import java.util.Map;

/**
 * What is to run in this process.
 *
 * @param kafka which Kafka
 * @param mongo which MongoDB
 * @param workers which workers
 * @param httpPort where the coordinator serves HTTP; 0 for any that is free
 * @param variables settings of coordinator and workers that local mode does not choose itself, such
 *     as {@code GODWIT_TOPIC_PREFIX}; others are ignored
 */
public record LocalOptions(
    LocalKafka kafka,
    LocalMongo mongo,
    LocalWorkers workers,
    int httpPort,
    Map<String, String> variables) {

  public LocalOptions {
    variables = Map.copyOf(variables);
  }

  /** Embedded servers on any free ports, and one worker that knows no migration. */
  public static LocalOptions embedded() {
    return new LocalOptions(
        LocalKafka.EMBEDDED,
        LocalMongo.embedded(0, "test"),
        new LocalWorkers(1, null, List.of()),
        0,
        Map.of());
  }

  /** The same with other workers. */
  public LocalOptions with(LocalWorkers others) {
    return new LocalOptions(kafka, mongo, others, httpPort, variables);
  }

  /** The same with another Kafka. */
  public LocalOptions with(LocalKafka other) {
    return new LocalOptions(other, mongo, workers, httpPort, variables);
  }

  /** The same with another MongoDB. */
  public LocalOptions with(LocalMongo other) {
    return new LocalOptions(kafka, other, workers, httpPort, variables);
  }

  /** The same with other settings. */
  public LocalOptions withVariables(Map<String, String> others) {
    return new LocalOptions(kafka, mongo, workers, httpPort, others);
  }
}
