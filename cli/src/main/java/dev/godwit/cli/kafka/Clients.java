package dev.godwit.cli.kafka;

import dev.godwit.cli.installation.Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes Kafka's clients for one address, and puts their failures into words. */
record Clients(Address address) {

  private static final String CLIENT_ID = "godwit-cli";
  private static final Duration CLOSE = Duration.ofMillis(500);

  /** Without a group: it leaves nothing behind, and needs no leave to join one. */
  Consumer<String, String> consumer() {
    Map<String, Object> properties =
        address
            .kafka()
            .consumer(
                Map.of(ConsumerConfig.CLIENT_ID_CONFIG, CLIENT_ID),
                Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false));
    return orInWords(
        () -> new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer()));
  }

  Producer<String, String> producer() {
    int withinMs = Math.toIntExact(address.reachWithin().toMillis());
    Map<String, Object> properties =
        address
            .kafka()
            .producer(
                Map.of(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID),
                Map.of(
                    ProducerConfig.ACKS_CONFIG, "all",
                    ProducerConfig.LINGER_MS_CONFIG, 0,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG, withinMs,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, withinMs,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, withinMs));
    return orInWords(
        () -> new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer()));
  }

  /** The only partition of a topic, if it is there. */
  TopicPartition find(Consumer<?, ?> consumer, String topic) {
    boolean isThere =
        orInWords(() -> !consumer.partitionsFor(topic, address.reachWithin()).isEmpty());
    if (!isThere) {
      throw orInWords(
          () ->
              Trouble.noTopic(topic, address, consumer.listTopics(address.reachWithin()).keySet()));
    }
    return new TopicPartition(topic, 0);
  }

  /** The offset of the next record that will be written. */
  long end(Consumer<?, ?> consumer, TopicPartition partition) {
    return orInWords(
        () ->
            consumer
                .endOffsets(List.of(partition), address.reachWithin())
                .getOrDefault(partition, 0L));
  }

  /** The same, or an exception that people understand. */
  <T> T orInWords(KafkaCall<T> call) {
    return orInWords(call, failure -> Trouble.of(failure, address));
  }

  static <T> T orInWords(KafkaCall<T> call, Function<KafkaException, RuntimeException> words) {
    try {
      return call.get();
    } catch (KafkaException e) {
      throw words.apply(e);
    }
  }

  /** At once: it has no group to leave, and would only wait for the fetch that is under way. */
  static void close(Consumer<?, ?> consumer) {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
  }

  static void close(Producer<?, ?> producer) {
    producer.close(CLOSE);
  }

  /** Something that Kafka's clients do. */
  @FunctionalInterface
  interface KafkaCall<T> {
    T get();
  }
}
