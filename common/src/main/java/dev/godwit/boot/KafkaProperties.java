package dev.godwit.boot;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka's clients are given: where the brokers are, and every property that people set.
 *
 * <p>Properties that begin with {@code consumer.}, {@code producer.} or {@code admin.} go to that
 * client only, as in Kafka Streams, and win over the same property without the prefix. Each client
 * gets only what it knows, or what no client knows.
 */
public final class KafkaProperties {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaProperties.class);
  private static final Set<String> CLIENTS = Set.of("consumer.", "producer.", "admin.");

  private final Map<String, String> properties;

  private KafkaProperties(Map<String, String> properties) {
    this.properties = properties;
  }

  /** Properties without any security, for a broker that is at hand. */
  public static KafkaProperties of(String bootstrapServers) {
    return of(bootstrapServers, Map.of());
  }

  /** Properties for the brokers, with others as Kafka names them. */
  public static KafkaProperties of(String bootstrapServers, Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(others);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return new KafkaProperties(all);
  }

  /** Where the brokers are. */
  public String bootstrapServers() {
    return properties.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
  }

  /**
   * Properties of a consumer.
   *
   * @param defaults what people may set otherwise
   * @param fixed what the program relies on; what people set instead is ignored with a warning
   */
  public Map<String, Object> consumer(Map<String, ?> defaults, Map<String, ?> fixed) {
    return client("consumer.", ConsumerConfig.configNames(), defaults, fixed);
  }

  /** Properties of a producer; see {@link #consumer}. */
  public Map<String, Object> producer(Map<String, ?> defaults, Map<String, ?> fixed) {
    return client("producer.", ProducerConfig.configNames(), defaults, fixed);
  }

  /** Properties of an admin client; see {@link #consumer}. */
  public Map<String, Object> admin(Map<String, ?> defaults, Map<String, ?> fixed) {
    return client("admin.", AdminClientConfig.configNames(), defaults, fixed);
  }

  /** Properties of Kafka Streams, which sorts out by itself which client gets what. */
  public Map<String, Object> streams(Map<String, ?> defaults, Map<String, ?> fixed) {
    return merge(defaults, properties, fixed);
  }

  /** How clients talk to the brokers: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL. */
  public String securityProtocol() {
    return properties
        .getOrDefault(
            CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
            CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL)
        .toUpperCase(Locale.ROOT);
  }

  /** The text without any of the secrets among the properties, for messages of other people. */
  public String withoutSecrets(String text) {
    return Secrets.without(text, properties);
  }

  /** All properties; secrets hidden. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>();
    properties.forEach((name, value) -> shown.put(name, Secrets.shown(name, value)));
    return shown.toString();
  }

  private Map<String, Object> client(
      String prefix, Set<String> known, Map<String, ?> defaults, Map<String, ?> fixed) {
    Map<String, String> own = new TreeMap<>();
    properties.forEach(
        (name, value) -> {
          boolean ofOneClient = CLIENTS.stream().anyMatch(name::startsWith);
          boolean ofOthers = !known.contains(name) && ClientProperty.names().contains(name);
          if (!ofOneClient && !ofOthers) {
            own.put(name, value);
          }
        });
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), value);
          }
        });
    return merge(defaults, own, fixed);
  }

  private static Map<String, Object> merge(
      Map<String, ?> defaults, Map<String, String> own, Map<String, ?> fixed) {
    Map<String, Object> merged = new TreeMap<>(defaults);
    merged.putAll(own);
    fixed.forEach(
        (name, value) -> {
          String set = own.get(name);
          if (set != null && !set.equals(String.valueOf(value))) {
            LOG.atWarn()
                .addKeyValue("property", name)
                .addKeyValue("value", Secrets.shown(name, value))
                .log("This Kafka property is fixed here; what was set for it is ignored");
          }
          merged.put(name, value);
        });
    return merged;
  }
}
