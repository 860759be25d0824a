package dev.godwit.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be chosen of {@code godwit dev}. */
final class DevOptions {

  private static final String DATABASE = "test";

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      order = 1,
      description = "Where the embedded Kafka listens; 9092 unless given, 0 for any.")
  private @Nullable Integer kafkaPort;

  @Option(
      names = "--mongodb-port",
      paramLabel = "PORT",
      order = 2,
      description = "Where the embedded MongoDB listens; 27017 unless given, 0 for any.")
  private @Nullable Integer mongodbPort;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      order = 3,
      description = "Where the coordinator serves its page; 8080 unless given, 0 for any.")
  private int httpPort = 8080;

  @Option(
      names = "--migrations",
      paramLabel = "DIR",
      order = 4,
      description = "Where workers find migrations: jars, and *.yaml and *.json files.")
  private @Nullable Path migrations;

  @Option(
      names = "--workers",
      paramLabel = "N",
      order = 5,
      description = "How many workers; 1 unless given.")
  private int workers = 1;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      order = 6,
      description =
          "Keeps what the embedded Kafka knows from one start to the next; not what is in the"
              + " embedded MongoDB.")
  private @Nullable Path data;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      order = 7,
      description = "Uses this Kafka instead of an embedded one.")
  private @Nullable String kafka;

  @Option(
      names = "--mongodb",
      paramLabel = "URI",
      order = 8,
      description =
          "Uses this MongoDB instead of an embedded one; with a database, as in"
              + " mongodb://localhost:27017/shop.")
  private @Nullable String mongodb;

  /**
   * All of them together.
   *
   * @param variables settings for what is not chosen here
   * @throws IllegalArgumentException for what cannot be, or does not go together
   */
  LocalOptions all(Map<String, String> variables) {
    return new LocalOptions(
        localKafka(), localMongo(), localWorkers(), port("--http-port", httpPort), variables);
  }

  private LocalKafka localKafka() {
    if (kafka == null) {
      Path directory = data == null ? null : data.resolve("kafka");
      return LocalKafka.embedded(
          port("--kafka-port", kafkaPort == null ? 9092 : kafkaPort), directory);
    }
    refuse(kafkaPort != null, "--kafka-port is for an embedded Kafka; leave it out with --kafka");
    refuse(data != null, "--data is for an embedded Kafka; leave it out with --kafka");
    return LocalKafka.at(kafka);
  }

  private LocalMongo localMongo() {
    if (mongodb == null) {
      return LocalMongo.embedded(
          port("--mongodb-port", mongodbPort == null ? 27017 : mongodbPort), DATABASE);
    }
    refuse(
        mongodbPort != null,
        "--mongodb-port is for an embedded MongoDB; leave it out with --mongodb");
    return LocalMongo.at(mongodb);
  }

  private LocalWorkers localWorkers() {
    refuse(
        migrations != null && !Files.isDirectory(migrations),
        "--migrations " + migrations + ": there is no such directory");
    refuse(
        workers < 0 || workers > LocalWorkers.MOST,
        "--workers %d: expected 0 to %d".formatted(workers, LocalWorkers.MOST));
    return new LocalWorkers(workers, migrations, List.of());
  }

  private static int port(String option, int port) {
    refuse(port < 0 || port > 65535, option + " " + port + ": expected 0 to 65535");
    return port;
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }
}
