package dev.godwit.cli;

import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.SettingProblem;
import dev.godwit.boot.SettingsException;
import dev.godwit.cli.installation.Address;
import dev.godwit.cli.installation.Installation;
import dev.godwit.protocol.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the installation is, and how patient to be. */
final class ConnectionOptions {

  private static final String LOCAL = "localhost:9092";
  private static final Duration USUAL = Duration.ofSeconds(10);

  /** A page may take its time, and some more to get there. */
  private static final Duration DRY_RUN = Duration.ofSeconds(45);

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      order = 90,
      description =
          "Kafka's brokers; else the variable GODWIT_KAFKA_BOOTSTRAP_SERVERS, else " + LOCAL + ".")
  private @Nullable String kafka;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      order = 91,
      description =
          "With what the topics begin; else the variable GODWIT_TOPIC_PREFIX, else 'godwit.'.")
  private @Nullable String topicPrefix;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      order = 92,
      converter = DurationConverter.class,
      description =
          "How long to wait for an answer: 10, 500ms, 2m; 10 s unless given, 45 s for a dry run, longer for up.")
  private @Nullable Duration timeout;

  @Option(
      names = "--verbose",
      order = 93,
      description = "Shows what Kafka's clients log, on standard error.")
  private boolean verbose;

  /** How long an answer may take that is not known to take longer. */
  static Duration usual(boolean dryRun) {
    return dryRun ? DRY_RUN : USUAL;
  }

  /** What was asked for, else that. */
  Duration answerWithin(Duration usual) {
    return timeout == null ? usual : timeout;
  }

  /** Checks all settings; whether anybody is there shows when something is asked. */
  Installation open(Surroundings around) {
    Environment settings = settings(around.variables());
    return around
        .connector()
        .connect(
            new Address(
                settings.kafka(),
                new TopicNames(settings.get(CommonSettings.TOPIC_PREFIX)),
                answerWithin(USUAL),
                verbose));
  }

  private Environment settings(Map<String, String> variables) {
    String servers = CommonSettings.KAFKA_BOOTSTRAP_SERVERS.name();
    String prefix = CommonSettings.TOPIC_PREFIX.name();
    Map<String, String> all = new HashMap<>(variables);
    if (kafka != null) {
      all.put(servers, kafka);
    } else if (all.getOrDefault(servers, "").isBlank()) {
      all.put(servers, LOCAL);
    }
    if (topicPrefix != null) {
      all.put(prefix, topicPrefix);
    }
    try {
      return Environment.of(
          all, List.of(CommonSettings.KAFKA_BOOTSTRAP_SERVERS, CommonSettings.TOPIC_PREFIX));
    } catch (SettingsException e) {
      throw new SettingsException(
          e.problems().stream()
              .map(problem -> kafka == null ? problem : renamed(problem, servers, "--kafka"))
              .map(
                  problem ->
                      topicPrefix == null ? problem : renamed(problem, prefix, "--topic-prefix"))
              .toList());
    }
  }

  /** People look where they have written the value. */
  private static SettingProblem renamed(SettingProblem problem, String variable, String option) {
    return problem.name().equals(variable)
        ? new SettingProblem(option, problem.value(), problem.expected())
        : problem;
  }
}
