package dev.godwit.boot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What Kafka's clients say of their own properties. */
final class ClientProperty {

  private static final List<ConfigDef> DEFINITIONS =
      List.of(
          ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

  private static final Set<String> NAMES =
      DEFINITIONS.stream()
          .flatMap(definition -> definition.names().stream())
          .collect(Collectors.toUnmodifiableSet());

  private ClientProperty() {}

  static Set<String> names() {
    return NAMES;
  }

  /** Whether clients never show it; empty when none of them knows it. */
  static Optional<Boolean> isPassword(String property) {
    return DEFINITIONS.stream()
        .flatMap(definition -> Stream.ofNullable(definition.configKeys().get(property)))
        .map(key -> key.type == ConfigDef.Type.PASSWORD)
        .findFirst();
  }

  /** The property that was meant by one that no client knows; empty if there is none like it. */
  static Optional<String> meant(String property) {
    return NAMES.contains(property) ? Optional.empty() : ClosestName.of(property, NAMES);
  }

  /**
   * Lets the clients check the value; those that none of them knows are for interceptors and the
   * like.
   *
   * @throws org.apache.kafka.common.config.ConfigException if it is wrong
   */
  static void check(String property, String value) {
    for (ConfigDef definition : DEFINITIONS) {
      ConfigDef.ConfigKey key = definition.configKeys().get(property);
      if (key != null) {
        Object parsed = ConfigDef.parseType(property, value, key.type);
        if (key.validator != null) {
          key.validator.ensureValid(property, parsed);
        }
        return;
      }
    }
  }
}
