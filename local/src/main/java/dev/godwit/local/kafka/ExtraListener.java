package dev.godwit.local.kafka;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A port of the embedded Kafka besides the usual one, for trying TLS and SASL.
 *
 * @param name in upper case
 * @param protocol SSL, SASL_SSL or SASL_PLAINTEXT
 * @param properties of this listener alone, as Kafka names them without a prefix
 */
public record ExtraListener(String name, String protocol, Map<String, String> properties) {

  public ExtraListener {
    properties = Map.copyOf(properties);
  }

  Map<String, String> brokerProperties() {
    Map<String, String> named = new HashMap<>();
    properties.forEach(
        (property, value) ->
            named.put("listener.name." + name.toLowerCase(Locale.ROOT) + "." + property, value));
    return named;
  }
}
