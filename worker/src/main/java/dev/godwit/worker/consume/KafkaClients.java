package dev.godwit.worker.consume;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.protocol.TopicNames;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A worker's clients of Kafka; DESIGN.md beside this module says why they are set as they are.
 *
 * @param worker its name
 * @param listener hears of the clients that are made
 */
public record KafkaClients(
    KafkaProperties kafka, TopicNames topics, String worker, ClientListener listener) {

  /** With nobody who listens. */
  public KafkaClients(KafkaProperties kafka, TopicNames topics, String worker) {
    this(kafka, topics, worker, ClientListener.NONE);
  }

  /** The group in which workers share out tasks. */
  public String group() {
    return topics.prefix() + "workers";
  }

  Consumer<byte[], byte[]> consumer() {
    Consumer<byte[], byte[]> made =
        new KafkaConsumer<>(
            kafka.consumer(consumerDefaults(), consumerFixed()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    listener.consumer(made);
    return made;
  }

  /** For reading dead letters by their offsets, in no group. */
  Consumer<byte[], byte[]> lettersConsumer() {
    Map<String, Object> fixed = new TreeMap<>();
    fixed.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId() + "-letters");
    fixed.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    fixed.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    fixed.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(
        kafka.consumer(Map.of(), fixed), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> made =
        new KafkaProducer<>(
            kafka.producer(producerDefaults(), producerFixed()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    listener.producer(made);
    return made;
  }

  private Map<String, Object> consumerDefaults() {
    Map<String, Object> defaults = new TreeMap<>();
    defaults.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    defaults.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    defaults.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 * 1024);
    defaults.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024);
    return defaults;
  }

  private Map<String, Object> consumerFixed() {
    Map<String, Object> fixed = new TreeMap<>();
    fixed.put(ConsumerConfig.GROUP_ID_CONFIG, group());
    fixed.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId());
    fixed.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    fixed.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    fixed.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    fixed.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    fixed.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    fixed.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return fixed;
  }

  private Map<String, Object> producerDefaults() {
    Map<String, Object> defaults = new TreeMap<>();
    defaults.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    defaults.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    defaults.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    defaults.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    return defaults;
  }

  private Map<String, Object> producerFixed() {
    Map<String, Object> fixed = new TreeMap<>();
    fixed.put(ProducerConfig.CLIENT_ID_CONFIG, clientId());
    fixed.put(ProducerConfig.ACKS_CONFIG, "all");
    fixed.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return fixed;
  }

  private String clientId() {
    return "godwit-worker-" + worker;
  }
}
