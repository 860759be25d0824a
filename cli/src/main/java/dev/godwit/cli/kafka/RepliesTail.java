package dev.godwit.cli.kafka;

import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The replies that are written from now on. */
final class RepliesTail implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Clients clients;
  private final Consumer<String, String> consumer;

  private RepliesTail(Clients clients, Consumer<String, String> consumer) {
    this.clients = clients;
    this.consumer = consumer;
  }

  /** Stands at the end of the topic when this returns. */
  static RepliesTail open(Clients clients, String topic) {
    Consumer<String, String> consumer = clients.consumer();
    try {
      TopicPartition partition = clients.find(consumer, topic);
      clients.find(consumer, clients.address().topics().commands());
      consumer.assign(List.of(partition));
      consumer.seek(partition, clients.end(consumer, partition));
      return new RepliesTail(clients, consumer);
    } catch (RuntimeException e) {
      Clients.close(consumer);
      throw e;
    }
  }

  /** The reply with that id; empty when none came in time. */
  Optional<Reply> await(String id, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    do {
      for (ConsumerRecord<String, String> record : clients.orInWords(() -> consumer.poll(POLL))) {
        Optional<Reply> reply = read(record.value()).filter(candidate -> id.equals(candidate.id()));
        if (reply.isPresent()) {
          return reply;
        }
      }
    } while (System.nanoTime() - deadline < 0);
    return Optional.empty();
  }

  @Override
  public void close() {
    Clients.close(consumer);
  }

  /** What is not a reply is nobody's answer. */
  private static Optional<Reply> read(@Nullable String json) {
    try {
      return json == null ? Optional.empty() : Optional.of(Json.read(json, Reply.class));
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }
}
