package dev.godwit.boot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the records of a partition over one by one, and knows which one is next. */
final class PartitionReader {

  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final int MAX_SHOWN = 500;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration ASK = Duration.ofSeconds(10);

  private final TopicPartition partition;
  private final RecordCallback callback;
  private final BooleanSupplier closed;
  private long next = -1;
  private long end;

  PartitionReader(TopicPartition partition, RecordCallback callback, BooleanSupplier closed) {
    this.partition = partition;
    this.callback = callback;
    this.closed = closed;
  }

  /** The offset from which it is read on. */
  long next() {
    return Math.max(next, 0);
  }

  /** Lets a new consumer begin where the one before it ended, or at the first record. */
  void open(Consumer<String, String> consumer) {
    consumer.assign(List.of(partition));
    if (next < 0) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, next);
    }
    try {
      end = consumer.endOffsets(List.of(partition), ASK).getOrDefault(partition, 0L);
    } catch (TimeoutException e) {
      throw new KafkaException(
          "its last offset is not known after %d s; is the topic there, and its leader?"
              .formatted(ASK.toSeconds()));
    }
  }

  /** Hands over what has come, and says whether that was all there was when it was opened. */
  boolean read(Consumer<String, String> consumer) {
    for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
      if (closed.getAsBoolean()) {
        return false;
      }
      hand(record);
      next = record.offset() + 1;
    }
    // Not the last record's offset: compaction may have taken the last records away.
    return consumer.position(partition, ASK) >= end;
  }

  /** What is wrong with a record may quote all of it, and its key may be anything. */
  private static @Nullable String shown(@Nullable String text) {
    return text == null || text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }

  private void hand(ConsumerRecord<String, String> record) {
    try {
      callback.read(
          new FollowedRecord(
              record.key(),
              record.value(),
              record.offset(),
              Instant.ofEpochMilli(record.timestamp())));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.atWarn()
          .addKeyValue("topic", partition.topic())
          .addKeyValue("partition", partition.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("key", shown(record.key()))
          .addKeyValue("reason", shown(e.toString()))
          .log("A record could not be understood; it is skipped");
    }
  }
}
