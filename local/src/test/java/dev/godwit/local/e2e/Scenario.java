package dev.godwit.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import dev.godwit.boot.Health;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.Parts;
import dev.godwit.boot.TopicFollower;
import dev.godwit.local.LocalGodwit;
import dev.godwit.local.LocalKafka;
import dev.godwit.local.LocalMongo;
import dev.godwit.local.LocalOptions;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.migration.Migration;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.TopicNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A whole installation on topics of its own: commands go in as the lines that people type, what
 * comes back is read from the topics.
 */
final class Scenario implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Parts parts = new Parts(Duration.ofSeconds(30));
  private final TestMongo mongo;
  private final LocalGodwit godwit;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, State> states = new ConcurrentHashMap<>();
  private final List<State> published = new CopyOnWriteArrayList<>();
  private final List<Reply> replies = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();

  private Scenario(TestMongo mongo, LocalGodwit godwit) {
    this.mongo = mongo;
    this.godwit = parts.add("installation", godwit);
    KafkaProperties kafka = KafkaProperties.of(godwit.bootstrapServers());
    Health health = new Health(Clock.systemUTC(), (before, now, next) -> {});
    parts.add(
        "states",
        TopicFollower.start(
            kafka,
            godwit.topics().state(),
            record -> {
              State state = Json.read(record.value(), State.class);
              published.add(state);
              states.put(state.migration(), state);
            },
            health));
    parts.add(
        "replies",
        TopicFollower.start(
            kafka,
            godwit.topics().replies(),
            record -> replies.add(Json.read(record.value(), Reply.class)),
            health));
    this.producer =
        parts.add(
            "producer",
            new KafkaProducer<>(
                kafka.producer(Map.of(), Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
  }

  static Scenario of(TestKafka kafka, TestMongo mongo, Migration... migrations)
      throws InterruptedException {
    return of(kafka, mongo, new LocalWorkers(2, null, List.of(migrations)));
  }

  static Scenario of(TestKafka kafka, TestMongo mongo, Path directory, Migration... migrations)
      throws InterruptedException {
    return of(kafka, mongo, new LocalWorkers(2, directory, List.of(migrations)));
  }

  static Scenario of(TestKafka kafka, TestMongo mongo, LocalWorkers workers)
      throws InterruptedException {
    Scenario scenario =
        new Scenario(
            mongo,
            LocalGodwit.started(
                LocalOptions.embedded()
                    .with(LocalKafka.at(kafka.bootstrapServers()))
                    .with(LocalMongo.at(mongo.connectionString()))
                    .with(workers)
                    .withVariables(
                        Map.of(
                            "GODWIT_TOPIC_PREFIX",
                            kafka.uniquePrefix(),
                            "GODWIT_TASK_PARTITIONS",
                            "8",
                            "GODWIT_REPLICATION_FACTOR",
                            "1"))));
    workers
        .migrations()
        .forEach(migration -> scenario.awaitState(migration.spec().name(), state -> true));
    return scenario;
  }

  LocalGodwit godwit() {
    return godwit;
  }

  TopicNames topics() {
    return godwit.topics();
  }

  /** Writes one line, without a key, as the console producer does. */
  void write(byte @Nullable [] line) {
    producer.send(new ProducerRecord<>(topics().commands(), line));
    producer.flush();
  }

  /** Writes a command with an id of its own and waits for the reply; ' stands for ". */
  Reply send(String json) {
    String id = "id-" + ids.incrementAndGet();
    String line = json.replace('\'', '"').replaceFirst("\\}\\s*$", ",\"id\":\"" + id + "\"}");
    write(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    await()
        .alias("a reply to " + line)
        .atMost(ANSWER)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(replies).anyMatch(reply -> id.equals(reply.id())));
    return replies.stream().filter(reply -> id.equals(reply.id())).findFirst().orElseThrow();
  }

  Reply start(String migration) {
    return send("{'command':'start','migration':'" + migration + "'}");
  }

  List<Reply> replies() {
    return List.copyOf(replies);
  }

  /** Everything that was published of one migration, in order. */
  List<State> published(String migration) {
    return published.stream().filter(state -> state.migration().equals(migration)).toList();
  }

  State state(String migration) {
    return states.get(migration);
  }

  Map<String, State> states() {
    return Map.copyOf(states);
  }

  State awaitStatus(String migration, Status status) {
    return awaitState(migration, state -> state.status() == status, "is " + status);
  }

  State awaitState(String migration, Predicate<State> wanted) {
    return awaitState(migration, wanted, "is as wanted");
  }

  private State awaitState(String migration, Predicate<State> wanted, String description) {
    await()
        .alias(migration)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () ->
                assertThat(states.get(migration))
                    .as("state of %s", migration)
                    .isNotNull()
                    .matches(wanted, description));
    return states.get(migration);
  }

  /** The bytes of a collection's documents, in natural order. */
  List<RawBsonDocument> bytes(String collection) {
    MongoCollection<RawBsonDocument> documents =
        mongo.database().getCollection(collection, RawBsonDocument.class);
    return documents.find().into(new java.util.ArrayList<>());
  }

  @Override
  public void close() {
    parts.close();
  }
}
