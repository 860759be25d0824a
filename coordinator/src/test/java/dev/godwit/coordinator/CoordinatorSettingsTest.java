package dev.godwit.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.Environment;
import dev.godwit.boot.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoordinatorSettingsTest {

  @Test
  void theInstanceIsCalledAsItIsSet() {
    assertThat(CoordinatorSettings.instanceId(environment(Map.of("GODWIT_INSTANCE_ID", "c-0"))))
        .isEqualTo("c-0");
  }

  @Test
  void withoutASettingItIsCalledAsItsHost() {
    assertThat(CoordinatorSettings.instanceId(environment(Map.of())))
        .matches("[A-Za-z0-9._-]+")
        .isEqualTo(CoordinatorSettings.instanceId(environment(Map.of())));
  }

  @Test
  void anIllegalNameIsRefused() {
    assertThatThrownBy(() -> environment(Map.of("GODWIT_INSTANCE_ID", "c 0")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("GODWIT_INSTANCE_ID");
  }

  private static Environment environment(Map<String, String> others) {
    Map<String, String> variables = new HashMap<>(others);
    variables.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
    return Environment.of(variables, CoordinatorSettings.ALL);
  }
}
