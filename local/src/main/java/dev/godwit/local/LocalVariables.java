package dev.godwit.local;

import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.Setting;
import dev.godwit.coordinator.CoordinatorSettings;
import dev.godwit.worker.WorkerSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of each program in this process: what local mode chooses, and what was given.
 *
 * @param options what is to run
 * @param bootstrapServers where Kafka is
 * @param mongodbUri where MongoDB is, with a database
 */
record LocalVariables(LocalOptions options, String bootstrapServers, String mongodbUri) {

  private static final String KAFKA = "GODWIT_KAFKA_";

  Environment ofCoordinator() {
    Map<String, String> variables = given(CoordinatorSettings.ALL);
    variables.put(CoordinatorSettings.INSTANCE_ID.name(), "local");
    variables.put(CommonSettings.HTTP_PORT.name(), String.valueOf(options.httpPort()));
    // There is no other coordinator that could be one.
    variables.putIfAbsent(KAFKA + "NUM_STANDBY_REPLICAS", "0");
    return Environment.of(variables, CoordinatorSettings.ALL);
  }

  Environment ofWorker(LocalWorkers what, String uri) {
    Map<String, String> variables = given(WorkerSettings.ALL);
    variables.put(CommonSettings.HTTP_PORT.name(), "0");
    variables.remove(WorkerSettings.MONGODB_URI.name() + Setting.FILE_SUFFIX);
    variables.put(WorkerSettings.MONGODB_URI.name(), uri);
    if (what.migrationsDirectory() != null) {
      variables.put(
          WorkerSettings.MIGRATIONS_DIR.name(),
          what.migrationsDirectory().toAbsolutePath().toString());
    }
    return Environment.of(variables, WorkerSettings.ALL);
  }

  /** Only what that program knows: a setting of another one may look like a typing error. */
  private Map<String, String> given(List<Setting<?>> settings) {
    Map<String, String> variables = new HashMap<>();
    options
        .variables()
        .forEach(
            (name, value) -> {
              boolean isKnown =
                  name.startsWith(KAFKA)
                      || settings.stream().anyMatch(setting -> belongsTo(setting, name));
              if (isKnown) {
                variables.put(name, value);
              }
            });
    variables.put(CommonSettings.KAFKA_BOOTSTRAP_SERVERS.name(), bootstrapServers);
    variables.putIfAbsent(CommonSettings.HTTP_HOST.name(), "localhost");
    if (options.kafka().bootstrapServers() == null) {
      variables.put(CommonSettings.REPLICATION_FACTOR.name(), "1");
      // Enough for one machine, and quicker to create than the usual number.
      variables.putIfAbsent(CommonSettings.TASK_PARTITIONS.name(), "8");
    }
    return variables;
  }

  private static boolean belongsTo(Setting<?> setting, String name) {
    return name.equals(setting.name()) || name.equals(setting.name() + Setting.FILE_SUFFIX);
  }
}
