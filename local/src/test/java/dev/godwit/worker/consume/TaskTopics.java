package dev.godwit.worker.consume;

import dev.godwit.boot.GodwitTopics;
import dev.godwit.boot.Health;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.TopicFollower;
import dev.godwit.boot.TopicSetup;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics of an installation, from where a coordinator would see them. */
final class TaskTopics implements AutoCloseable {

  private final KafkaProperties kafka;
  private final TopicNames names;
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;
  private final TopicFollower follower;
  private final List<Event> events = new CopyOnWriteArrayList<>();

  TaskTopics(String bootstrapServers, String prefix, int partitions) {
    kafka = KafkaProperties.of(bootstrapServers);
    names = new TopicNames(prefix);
    admin = Admin.create(kafka.admin(Map.of(), Map.of()));
    TopicSetup.of(admin, bootstrapServers, 1).ensure(GodwitTopics.of(names, partitions));
    producer =
        new KafkaProducer<>(
            kafka.producer(Map.of("linger.ms", 0), Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    follower =
        TopicFollower.start(
            kafka,
            names.events(),
            record -> events.add(Json.read(String.valueOf(record.value()), Event.class)),
            new Health(Clock.systemUTC()));
  }

  TopicNames names() {
    return names;
  }

  KafkaClients clients(String worker) {
    return new KafkaClients(kafka, names, worker);
  }

  static Task task(String migration, long batch) {
    return new Task(
        Task.Kind.BATCH,
        new BatchId(migration, 1, 0, batch),
        1,
        new Revision(1, "sha256:0"),
        new Page(Range.ALL, 10, OnError.FAIL, Map.of()),
        null,
        Instant.now());
  }

  void send(int partition, Task task) {
    sendRaw(partition, Json.bytes(task));
  }

  void sendRaw(int partition, byte @Nullable [] value) {
    byte[] key = "key".getBytes(StandardCharsets.UTF_8);
    var unused = producer.send(new ProducerRecord<>(names.tasks(), partition, key, value));
  }

  List<Event> events() {
    return events;
  }

  <E extends Event> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** How far each partition is committed. */
  Map<Integer, Long> committed() throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin
            .listConsumerGroupOffsets(names.prefix() + "workers")
            .partitionsToOffsetAndMetadata()
            .get();
    return offsets.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().partition(), entry -> entry.getValue().offset()));
  }

  @Override
  public void close() {
    follower.close();
    producer.close();
    admin.close();
  }
}
