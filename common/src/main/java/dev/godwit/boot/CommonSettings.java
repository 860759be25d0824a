package dev.godwit.boot;

import java.time.Duration;
import java.util.List;

/** The settings that every program has. */
public final class CommonSettings {

  public static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      Setting.required(
          "GODWIT_KAFKA_BOOTSTRAP_SERVERS",
          SettingTypes.bootstrapServers(),
          "where to find Kafka's brokers");

  public static final Setting<String> TOPIC_PREFIX =
      Setting.of(
          "GODWIT_TOPIC_PREFIX",
          SettingTypes.matching("1 to 100 of A-Z a-z 0-9 . _ -", "[A-Za-z0-9._-]{1,100}"),
          "godwit.",
          "with what the names of all topics begin");

  public static final Setting<Integer> TASK_PARTITIONS =
      Setting.of(
          "GODWIT_TASK_PARTITIONS",
          SettingTypes.integer(1, 1000),
          32,
          "partitions of the tasks topic when it is created; the most batches that run at a time");

  public static final Setting<Integer> REPLICATION_FACTOR =
      Setting.of(
          "GODWIT_REPLICATION_FACTOR",
          new SettingType<>(
              "a whole number, 1 to 100, or -1 for the broker's default",
              CommonSettings::replicationFactor,
              String::valueOf),
          -1,
          "copies of each topic when it is created");

  public static final Setting<String> ENVIRONMENT =
      Setting.optional(
          "GODWIT_ENVIRONMENT",
          SettingTypes.text(100),
          "free text that every state carries, such as prod");

  public static final Setting<String> HTTP_HOST =
      Setting.of(
          "GODWIT_HTTP_HOST",
          SettingTypes.matching("a host name or an IP address", "[A-Za-z0-9._:%\\[\\]-]{1,255}"),
          "0.0.0.0",
          "on which address /metrics, /live and /ready are served");

  public static final Setting<Integer> HTTP_PORT =
      Setting.of("GODWIT_HTTP_PORT", SettingTypes.port(), 8080, "on which port they are served");

  public static final Setting<Duration> SHUTDOWN_TIMEOUT =
      Setting.of(
          "GODWIT_SHUTDOWN_TIMEOUT_MS",
          SettingTypes.milliseconds(1_000, 3_600_000),
          Duration.ofSeconds(25),
          "how long an orderly stop may take; keep it below Kubernetes' grace period");

  /** All of them, for the list of a program and for its README. */
  public static final List<Setting<?>> ALL =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS,
          TOPIC_PREFIX,
          TASK_PARTITIONS,
          REPLICATION_FACTOR,
          ENVIRONMENT,
          HTTP_HOST,
          HTTP_PORT,
          SHUTDOWN_TIMEOUT);

  private CommonSettings() {}

  private static int replicationFactor(String text) {
    int factor = Integer.parseInt(text);
    if (factor != -1 && (factor < 1 || factor > 100)) {
      throw new IllegalArgumentException();
    }
    return factor;
  }
}
