package dev.godwit.coordinator;

import dev.godwit.boot.Environment;
import dev.godwit.boot.GodwitTopics;
import dev.godwit.boot.Health;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.Parts;
import dev.godwit.boot.TopicFollower;
import dev.godwit.boot.TopicSetup;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;

/** An installation on a broker: starts coordinators, sends commands, sees states and replies. */
final class Installed implements AutoCloseable {

  static final int TASK_PARTITIONS = 4;

  final TopicNames topics;
  final KafkaProperties kafka;
  final List<String> failures = new CopyOnWriteArrayList<>();
  private final Map<String, String> others = new TreeMap<>();
  private final Map<String, State> states = new ConcurrentHashMap<>();
  private final List<Reply> replies = new CopyOnWriteArrayList<>();
  private final Parts parts = new Parts(Duration.ofSeconds(20));
  private final Producer<String, String> producer;

  Installed(String bootstrapServers, String prefix) {
    topics = new TopicNames(prefix);
    kafka = KafkaProperties.of(bootstrapServers);
    producer =
        parts.add(
            "producer",
            new KafkaProducer<>(
                kafka.producer(Map.of(), Map.of("linger.ms", 0)),
                new StringSerializer(),
                new StringSerializer()));
  }

  /** With one more setting of its coordinators. */
  Installed with(String setting, String value) {
    others.put(setting, value);
    return this;
  }

  /** Creates the topics, as the first program that starts would. */
  Installed withTopics() {
    try (Admin admin = Admin.create(kafka.admin(Map.of(), Map.of()))) {
      TopicSetup.of(admin, kafka.bootstrapServers(), -1)
          .ensure(GodwitTopics.of(topics, TASK_PARTITIONS));
    }
    return this;
  }

  /** Lets a topic take smaller records only. */
  Installed limit(String topic, int maxBytes) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(kafka.admin(Map.of(), Map.of()))) {
      ConfigEntry limit = new ConfigEntry("max.message.bytes", String.valueOf(maxBytes));
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    return this;
  }

  /** A coordinator that is started. */
  Coordinator start(String instanceId) throws InterruptedException {
    Coordinator coordinator = coordinator(instanceId);
    coordinator.start();
    return coordinator;
  }

  /** A coordinator that is not started yet. */
  Coordinator coordinator(String instanceId) {
    return parts.add(
        "coordinator " + instanceId,
        new Coordinator(
            Environment.of(settings(instanceId), CoordinatorSettings.ALL), failures::add));
  }

  Map<String, String> settings(String instanceId) {
    Map<String, String> settings = new TreeMap<>(others);
    settings.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    settings.put("GODWIT_TOPIC_PREFIX", topics.prefix());
    settings.put("GODWIT_TASK_PARTITIONS", String.valueOf(TASK_PARTITIONS));
    settings.put("GODWIT_INSTANCE_ID", instanceId);
    settings.put("GODWIT_HTTP_HOST", "127.0.0.1");
    settings.put("GODWIT_HTTP_PORT", "0");
    return settings;
  }

  PlayedWorker worker(long pages) {
    return parts.add("worker", new PlayedWorker(kafka, topics, TASK_PARTITIONS, pages));
  }

  /** Sees states and replies from now on; the topics have to be there. */
  Installed follow() {
    Health health = new Health(Clock.systemUTC());
    parts.add(
        "states",
        TopicFollower.start(
            kafka,
            topics.state(),
            record -> {
              State state = Json.read(String.valueOf(record.value()), State.class);
              states.put(state.migration(), state);
            },
            health));
    parts.add(
        "replies",
        TopicFollower.start(
            kafka,
            topics.replies(),
            record -> replies.add(Json.read(String.valueOf(record.value()), Reply.class)),
            health));
    return this;
  }

  /** Sends a command as the console producer would. */
  void send(String json) {
    send(topics.commands(), json.replace('\'', '"'));
  }

  void send(String topic, String value) {
    send(new ProducerRecord<>(topic, value));
  }

  void send(ProducerRecord<String, String> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<State> state(String migration) {
    return Optional.ofNullable(states.get(migration));
  }

  Optional<Status> status(String migration) {
    return state(migration).map(State::status);
  }

  List<Reply> replies() {
    return replies;
  }

  /** What a coordinator answers over HTTP. */
  static HttpResponse<String> get(Coordinator coordinator, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(coordinator.httpPort(), path));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    parts.close();
  }
}
