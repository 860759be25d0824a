package dev.godwit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.SettingsException;
import dev.godwit.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalVariablesTest {

  private static final LocalWorkers WORKERS = new LocalWorkers(1, Path.of("migrations"), List.of());

  @Test
  void choosesWhatALocalInstallationNeeds() {
    LocalVariables variables = variables(LocalKafka.EMBEDDED, Map.of());

    Environment worker = variables.ofWorker(WORKERS, "mongodb://m/shop");

    assertThat(worker.kafka().bootstrapServers()).isEqualTo("k:9092");
    assertThat(worker.get(WorkerSettings.MONGODB_URI)).isEqualTo("mongodb://m/shop");
    assertThat(worker.find(WorkerSettings.MIGRATIONS_DIR))
        .hasValueSatisfying(directory -> assertThat(directory).isAbsolute());
    assertThat(worker.get(CommonSettings.HTTP_PORT)).isZero();
    assertThat(worker.get(CommonSettings.HTTP_HOST)).isEqualTo("localhost");
    assertThat(worker.get(CommonSettings.REPLICATION_FACTOR)).isEqualTo(1);
  }

  @Test
  void givesEachProgramWhatItKnowsOfTheSettingsThatAreGiven() {
    LocalVariables variables =
        variables(
            LocalKafka.EMBEDDED,
            Map.of(
                "GODWIT_TOPIC_PREFIX", "mine.",
                "GODWIT_WORKER_THREADS", "3",
                "GODWIT_INSTANCE_IDS", "would be refused as a typing error",
                "GODWIT_MONGODB_URI_FILE", "/would/be/set/twice"));

    Environment worker = variables.ofWorker(WORKERS, "mongodb://m/shop");

    assertThat(worker.get(WorkerSettings.THREADS)).isEqualTo(3);
    assertThat(worker.get(CommonSettings.TOPIC_PREFIX)).isEqualTo("mine.");
    assertThat(variables.ofCoordinator().get(CommonSettings.TOPIC_PREFIX)).isEqualTo("mine.");
    assertThat(variables.ofCoordinator().ignored()).isEmpty();
  }

  @Test
  void leavesTopicsOfAnotherKafkaToItsDefaults() {
    LocalVariables variables = variables(LocalKafka.at("k:9092"), Map.of());

    assertThat(variables.ofCoordinator().get(CommonSettings.REPLICATION_FACTOR)).isEqualTo(-1);
    assertThat(variables.ofCoordinator().get(CommonSettings.TASK_PARTITIONS)).isEqualTo(32);
  }

  @Test
  void refusesWhatIsWrongAsProgramsDo() {
    LocalVariables variables = variables(LocalKafka.EMBEDDED, Map.of("GODWIT_WORKER_THREADS", "x"));

    assertThatThrownBy(() -> variables.ofWorker(WORKERS, "mongodb://m/shop"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("GODWIT_WORKER_THREADS");
  }

  private static LocalVariables variables(LocalKafka kafka, Map<String, String> given) {
    return new LocalVariables(
        LocalOptions.embedded().with(kafka).withVariables(given), "k:9092", "mongodb://m/test");
  }
}
