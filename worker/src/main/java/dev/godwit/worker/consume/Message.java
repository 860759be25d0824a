package dev.godwit.worker.consume;

import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be told.
 *
 * @param topic where
 * @param key the migration
 * @param value an {@link Event}, a {@link DeadLetter} or a {@link Reply}
 */
record Message(String topic, @Nullable String key, Object value) {

  /** What the coordinator takes; larger events are skipped by it. */
  static final int MAX_EVENT_BYTES = 512 * 1024;

  /** What producers send and brokers take unless told otherwise, less the envelope. */
  static final int MAX_BYTES = 1020 * 1024;

  static Message of(TopicNames topics, Event event) {
    return new Message(topics.events(), event.migration(), event);
  }

  static Message of(TopicNames topics, Reply reply) {
    return new Message(topics.replies(), reply.migration(), reply);
  }

  static Message of(TopicNames topics, DeadLetter letter) {
    return new Message(topics.deadLetters(), letter.batchId().migration(), letter);
  }

  int mostBytes() {
    return value instanceof Event ? MAX_EVENT_BYTES : MAX_BYTES;
  }

  /**
   * The record for Kafka.
   *
   * @param maxBytes what is larger is cut down as far as it can be
   */
  ProducerRecord<byte[], byte[]> record(int maxBytes) {
    byte[] bytes = Json.bytes(value);
    if (bytes.length > maxBytes) {
      bytes = Json.bytes(shortened(maxBytes));
    }
    return new ProducerRecord<>(
        topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), bytes);
  }

  private Object shortened(int maxBytes) {
    if (value instanceof Event event) {
      return ShortEvents.of(event, maxBytes);
    } else if (value instanceof DeadLetter letter) {
      return ShortLetters.of(letter, maxBytes);
    } else if (value instanceof Reply reply) {
      return ShortReplies.of(reply, maxBytes);
    }
    throw new AssertionError(value.getClass());
  }
}
