package dev.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.Environment;
import dev.godwit.boot.SettingsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {

  @Test
  void theDefaultsAreThere() {
    // given
    Environment environment = environment(Map.of());

    // then
    assertThat(WorkerSettings.threads(environment, 4)).isEqualTo(8);
    assertThat(WorkerSettings.threads(environment, 100)).isEqualTo(64);
    assertThat(environment.get(WorkerSettings.SECRET_PARAMS)).isEmpty();
    assertThat(environment.get(WorkerSettings.DEAD_LETTER_DOCUMENTS)).isFalse();
    assertThat(environment.find(WorkerSettings.MIGRATIONS_DIR)).isEmpty();
  }

  @Test
  void workersOfAHostHaveDifferentNames() {
    // given
    Random random = new Random(1);

    // then
    assertThat(WorkerSettings.workerName(environment(Map.of()), random))
        .matches("[A-Za-z0-9._-]+-[a-z]{4}")
        .isNotEqualTo(WorkerSettings.workerName(environment(Map.of()), random));
    assertThat(WorkerSettings.workerName(environment(Map.of("GODWIT_WORKER_NAME", "w-0")), random))
        .isEqualTo("w-0");
  }

  @Test
  void everythingIsRead() {
    // given
    Environment environment =
        environment(
            Map.of(
                "GODWIT_WORKER_THREADS", "3",
                "GODWIT_SECRET_PARAMS", "env:TOKEN, file:key",
                "GODWIT_MIGRATIONS_DIR", "/migrations",
                "GODWIT_DEAD_LETTER_DOCUMENTS", "true"));

    // then
    assertThat(WorkerSettings.threads(environment, 4)).isEqualTo(3);
    assertThat(environment.get(WorkerSettings.SECRET_PARAMS))
        .isEqualTo(List.of("env:TOKEN", "file:key"));
    assertThat(environment.get(WorkerSettings.MIGRATIONS_DIR)).hasToString("/migrations");
    assertThat(environment.get(WorkerSettings.DEAD_LETTER_DOCUMENTS)).isTrue();
  }

  @Test
  void everythingThatIsWrongIsToldWithoutSecrets() {
    assertThatThrownBy(
            () ->
                environment(
                    Map.of(
                        "GODWIT_MONGODB_URI", "http://alice:hush@host",
                        "GODWIT_WORKER_THREADS", "0",
                        "GODWIT_SECRET_PARAMS", "TOKEN",
                        "GODWIT_WORKER_NAME", "a b")))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("4 settings are wrong")
        .hasMessageContaining("GODWIT_MONGODB_URI: expected a connection string with a database")
        .hasMessageContaining("GODWIT_WORKER_THREADS = '0': expected a whole number, 1 to 64")
        .hasMessageContaining("GODWIT_SECRET_PARAMS = 'TOKEN'")
        .hasMessageContaining("GODWIT_WORKER_NAME = 'a b'")
        .hasMessageNotContaining("hush");
  }

  @Test
  void theConnectionStringIsNeverShown() {
    assertThat(environment(Map.of("GODWIT_MONGODB_URI", "mongodb://alice:hush@host/db")).toString())
        .doesNotContain("hush");
  }

  private static Environment environment(Map<String, String> others) {
    Map<String, String> variables = new HashMap<>();
    variables.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
    variables.put("GODWIT_MONGODB_URI", "mongodb://localhost/db");
    variables.putAll(others);
    return Environment.of(variables, WorkerSettings.ALL);
  }
}
