package dev.godwit.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/**
 * Turns {@code GODWIT_KAFKA_SASL_MECHANISM} into {@code sasl.mechanism}, and checks what is known.
 */
final class KafkaVariables {

  static final String PREFIX = "GODWIT_KAFKA_";

  private KafkaVariables() {}

  /** The client properties by name; what is wrong goes to the problems. */
  static Map<String, String> read(List<String> names, Variables variables) {
    Map<String, String> properties = new TreeMap<>();
    List<String> done = new ArrayList<>();
    for (String name : names) {
      if (!name.startsWith(PREFIX) || name.length() == PREFIX.length()) {
        continue;
      }
      String variable = isFile(name) ? withoutFile(name) : name;
      if (done.contains(variable)) {
        continue;
      }
      done.add(variable);
      String property = property(variable);
      variables
          .textOrFile(variable, variable + Setting.FILE_SUFFIX)
          .filter(value -> isRight(variable, property, value, variables))
          .ifPresent(value -> properties.put(property, value));
    }
    return properties;
  }

  private static String property(String variable) {
    return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** Not one of Kafka's own properties that happen to end in "file". */
  private static boolean isFile(String name) {
    return name.endsWith(Setting.FILE_SUFFIX)
        && name.length() > PREFIX.length() + Setting.FILE_SUFFIX.length()
        && !ClientProperty.names().contains(property(name));
  }

  private static String withoutFile(String name) {
    return name.substring(0, name.length() - Setting.FILE_SUFFIX.length());
  }

  private static boolean isRight(
      String variable, String property, String value, Variables variables) {
    Optional<String> meant = ClientProperty.meant(property);
    if (meant.isPresent()) {
      variables.refuse(
          new SettingProblem(
              variable,
              null,
              "Kafka's clients have no %s; did you mean %s?".formatted(property, meant.get())));
      return false;
    }
    try {
      ClientProperty.check(property, value);
      return true;
    } catch (ConfigException e) {
      boolean secret = Secrets.isSecret(property);
      String reason = secret || e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
      variables.refuse(
          SettingProblem.of(
              variable, secret, value, "expected what Kafka's " + property + " takes" + reason));
      return false;
    }
  }
}
