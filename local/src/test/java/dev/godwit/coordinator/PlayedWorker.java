package dev.godwit.coordinator;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.protocol.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.BsonInt64;

/** Takes every task and says at once that it is done, without any documents. */
final class PlayedWorker implements AutoCloseable {

  /** Documents per page. */
  static final int PAGE = 10;

  /** Every task that it saw, in its order. */
  final List<ConsumerRecord<String, String>> seen = new CopyOnWriteArrayList<>();

  /** When each batch of documents was seen, in nanoseconds. */
  final List<Long> seenAt = new CopyOnWriteArrayList<>();

  private final TopicNames topics;
  private final long pages;
  private final Producer<String, String> producer;
  private final Consumer<String, String> consumer;
  private final Thread thread = new Thread(this::work, "played-worker");
  private volatile boolean silent;

  /**
   * @param pages how many pages each migration has
   */
  PlayedWorker(KafkaProperties kafka, TopicNames topics, int partitions, long pages) {
    this.topics = topics;
    this.pages = pages;
    this.producer =
        new KafkaProducer<>(
            kafka.producer(Map.of(), Map.of("linger.ms", 0)),
            new StringSerializer(),
            new StringSerializer());
    this.consumer =
        new KafkaConsumer<>(
            kafka.consumer(Map.of(), Map.of("enable.auto.commit", false)),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions)
            .mapToObj(p -> new TopicPartition(topics.tasks(), p))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    thread.setDaemon(true);
    thread.start();
  }

  /** Tells that it knows these. */
  PlayedWorker announce(String... migrations) {
    for (String migration : migrations) {
      Definition definition =
          new Definition(
              migration,
              "about " + migration,
              "things",
              new Revision(1, "sha256:1"),
              Defaults.STANDARD,
              List.of());
      send(new Event.Announced(definition, "played", Instant.now()));
    }
    return this;
  }

  /** Takes tasks without saying anything from now on, or answers again. */
  void beSilent(boolean be) {
    silent = be;
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofSeconds(1));
  }

  private void work() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          take(record);
        }
      }
    } catch (WakeupException e) {
      // Closed.
    }
  }

  private void take(ConsumerRecord<String, String> record) {
    seenAt.add(System.nanoTime());
    seen.add(record);
    if (!silent) {
      send(answer(Json.read(record.value(), Task.class)));
    }
  }

  private Event answer(Task task) {
    BatchId batch = task.batchId();
    Event.Origin origin = new Event.Origin(batch, task.attempt(), "played", Instant.now());
    if (batch.batch() == BatchId.PREPARE) {
      return new Event.Prepared(origin, pages * PAGE, null);
    }
    Cursor from = task.page().range().cursor();
    Cursor reached = new Cursor(new BsonInt64(batch.batch() * PAGE));
    return new Event.Completed(
        origin,
        new Event.Span(from, reached, batch.batch() >= pages),
        Counts.of(PAGE, 0, 0, 0, 0, 0),
        null,
        Event.Timing.NONE);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what is lost, the tests miss
  private void send(Event event) {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(topics.events(), event.migration(), Json.write(event));
    producer.send(record);
  }
}
