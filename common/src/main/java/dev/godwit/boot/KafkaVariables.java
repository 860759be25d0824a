package dev.godwit.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/**
 * Turns {@code GODWIT_KAFKA_SASL_MECHANISM} into {@code sasl.mechanism}, and checks what is known.
 */
final class KafkaVariables {

  static final String PREFIX = "GODWIT_KAFKA_";

  static final String EXPECTED_JAAS =
      "expected a login module, 'required', and its options in quotes, as in"
          + " org.apache.kafka.common.security.scram.ScramLoginModule required username=\"…\""
          + " password=\"…\"; (with \\ before a quote within)";

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
    } catch (ConfigException e) {
      boolean secret = Secrets.isSecret(property);
      String reason = secret || e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
      variables.refuse(
          SettingProblem.of(
              variable, secret, value, "expected what Kafka's " + property + " takes" + reason));
      return false;
    }
    if (property.endsWith(SaslConfigs.SASL_JAAS_CONFIG) && !isJaas(value)) {
      variables.refuse(new SettingProblem(variable, null, EXPECTED_JAAS));
      return false;
    }
    return true;
  }

  private static boolean isJaas(String value) {
    try {
      JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(value)));
      return true;
    } catch (RuntimeException e) {
      // Its message may quote a part of the password.
      return false;
    }
  }
}
