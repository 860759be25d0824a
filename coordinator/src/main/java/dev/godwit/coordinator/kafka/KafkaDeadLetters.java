package dev.godwit.coordinator.kafka;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.coordinator.web.DeadLetterSource;
import dev.godwit.protocol.Offsets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads dead letters from their topic, by a consumer of its own each time. */
public final class KafkaDeadLetters implements DeadLetterSource {

  private static final Duration AT_MOST = Duration.ofSeconds(5);
  private static final String EXPIRED = "Kafka has deleted them, because they are old";

  /** Fewer letters of others than this are read over; more are jumped over. */
  private static final long JUMP = 1_000;

  private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
  private final TopicPartition partition;

  KafkaDeadLetters(Supplier<? extends Consumer<byte[], byte[]>> consumers, String topic) {
    this.consumers = consumers;
    this.partition = new TopicPartition(topic, 0);
  }

  /**
   * Reads them from this topic.
   *
   * @param instance the name of this coordinator
   */
  public static KafkaDeadLetters of(KafkaProperties kafka, String topic, String instance) {
    Map<String, Object> properties =
        kafka.consumer(
            Map.of(),
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "godwit-coordinator-" + instance + "-letters",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
    return new KafkaDeadLetters(
        () ->
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topic);
  }

  @Override
  public Found read(Offsets offsets) {
    Deadline deadline = new Deadline(System.nanoTime() + AT_MOST.toNanos());
    try {
      Consumer<byte[], byte[]> consumer = consumers.get();
      try {
        consumer.assign(List.of(partition));
        return read(consumer, offsets, deadline);
      } finally {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      }
    } catch (OffsetOutOfRangeException e) {
      return new Found(List.of(), EXPIRED);
    } catch (KafkaException e) {
      throw new UnreadableException("dead letters cannot be read now: " + e.getMessage(), e);
    }
  }

  private Found read(Consumer<byte[], byte[]> consumer, Offsets offsets, Deadline deadline) {
    Offsets kept = offsets.between(first(consumer, deadline), Long.MAX_VALUE);
    List<Letter> letters = new ArrayList<>();
    long position = -JUMP;
    Offsets left = kept;
    while (!left.isEmpty() && !deadline.left().isZero()) {
      if (left.first() >= position + JUMP) {
        consumer.seek(partition, left.first());
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(deadline.left())) {
        if (left.contains(record.offset()) && record.value() != null) {
          letters.add(
              new Letter(record.offset(), new String(record.value(), StandardCharsets.UTF_8)));
        }
      }
      position = consumer.position(partition, deadline.left());
      left = left.after(position - 1);
    }
    String late = left.isEmpty() ? null : "Kafka did not send them within 5 s";
    return new Found(letters, kept.size() < offsets.size() ? EXPIRED : late);
  }

  private long first(Consumer<byte[], byte[]> consumer, Deadline deadline) {
    return consumer
        .beginningOffsets(List.of(partition), deadline.left())
        .getOrDefault(partition, 0L);
  }

  /** Until when, as {@link System#nanoTime()} counts. */
  private record Deadline(long at) {
    Duration left() {
      return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }
  }
}
