package dev.godwit.coordinator.kafka;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.coordinator.people.Proof;
import dev.godwit.coordinator.web.CommandSink;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes commands to their topic. */
public final class KafkaCommandSink implements CommandSink, AutoCloseable {

  /** Together five seconds, which is as long as people wait. */
  private static final int FIND_BROKER_MS = 2_000;

  private static final int CONFIRM_MS = 3_000;
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  KafkaCommandSink(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * Gets ready to write.
   *
   * @param instance the name of this coordinator
   */
  public static KafkaCommandSink start(KafkaProperties kafka, String topic, String instance) {
    Map<String, Object> properties =
        kafka.producer(
            Map.of(),
            Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "godwit-coordinator-" + instance + "-commands",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                FIND_BROKER_MS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                CONFIRM_MS - 500,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                CONFIRM_MS - 500));
    return new KafkaCommandSink(
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
        topic);
  }

  @Override
  public void send(byte[] command, @Nullable Proof proof) throws InterruptedException {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, command);
    if (proof != null) {
      record.headers().add(Proof.HEADER, proof.header());
    }
    try {
      producer.send(record).get(CONFIRM_MS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | KafkaException e) {
      throw notConfirmed(
          e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e);
    } catch (TimeoutException e) {
      throw notConfirmed(e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }

  private static NotConfirmedException notConfirmed(Throwable e) {
    return new NotConfirmedException(
        "Kafka did not confirm the command (%s), which may be carried out all the same: look before you send it again"
            .formatted(e.getMessage() == null ? "no answer in time" : e.getMessage()),
        e);
  }
}
