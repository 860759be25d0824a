package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.godwit.boot.Environment;
import dev.godwit.boot.StartException;
import dev.godwit.local.kafka.EmbeddedKafka;
import dev.godwit.local.mongodb.EmbeddedMongo;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.Event;
import dev.godwit.worker.Worker;
import dev.godwit.worker.WorkerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.core.ThrowingRunnable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WorkerIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final String prefix = KAFKA.uniquePrefix();

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void aTaskForAMigrationOfTheFolderIsDone() throws Exception {
    // given
    MONGO.database().getCollection("teams").insertOne(new Document("_id", 1));
    declare("a");
    TaskTopics topics = topics();
    Worker worker = worker(KAFKA.bootstrapServers(), MONGO.connectionString());
    worker.start();
    soon(() -> assertThat(worker.isReady()).isTrue());
    soon(() -> assertThat(topics.events(Event.Announced.class)).isNotEmpty());

    // when
    topics.send(3, TaskTopics.task("a", 1));

    // then
    soon(
        () ->
            assertThat(topics.events(Event.Completed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.counts().updated()).isEqualTo(1)));
    assertThat(MONGO.database().getCollection("teams").find())
        .containsExactly(new Document("_id", 1).append("plan", "basic"));
    assertThat(get(worker, "/metrics").body())
        .contains("godwit_worker_documents_total{migration=\"a\",outcome=\"updated\"} 1.0");
    assertThat(get(worker, "/ready").statusCode()).isEqualTo(200);
    assertThat(get(worker, "/live").statusCode()).isEqualTo(200);
  }

  @Test
  void aMigrationThatItDoesNotKnowIsDeclined() throws Exception {
    // given
    TaskTopics topics = topics();
    Worker worker = worker(KAFKA.bootstrapServers(), MONGO.connectionString());
    worker.start();

    // when
    topics.send(0, TaskTopics.task("nobody-knows", 1));

    // then
    soon(
        () ->
            assertThat(topics.events(Event.Declined.class))
                .singleElement()
                .satisfies(
                    event -> assertThat(event.reason()).contains("does not know migration")));
    assertThat(topics.events(Event.Taken.class)).isEmpty();
  }

  @Test
  void brokenMigrationsKeepItFromStarting() throws Exception {
    // given
    Files.writeString(folder.resolve("a.yaml"), "name: a\n");
    Worker worker = worker(KAFKA.bootstrapServers(), MONGO.connectionString());

    // then
    assertThatThrownBy(worker::start)
        .isInstanceOf(StartException.class)
        .hasMessageContaining("a.yaml: collection: is missing")
        .hasMessageContaining("a.yaml: update: is missing");
  }

  @Test
  void withoutKafkaItWaitsLiveButNotReadyUntilItIsClosed() throws Exception {
    // given
    Worker worker = worker("127.0.0.1:1", MONGO.connectionString());
    CompletableFuture<Void> started = CompletableFuture.runAsync(() -> start(worker));

    // then
    soon(
        () -> {
          assertThat(get(worker, "/live").statusCode()).isEqualTo(200);
          assertThat(get(worker, "/ready").statusCode()).isEqualTo(503);
          assertThat(get(worker, "/ready").body()).contains("kafka", "topics", "tasks");
        });
    assertThat(started).isNotDone();

    // when
    worker.close();

    // then
    assertThatThrownBy(started::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CancellationException.class);
  }

  @Test
  void whileMongoDbIsAwayTasksAreDeclinedAndItComesBackByItself() throws Exception {
    // given
    declare("a");
    EmbeddedMongo first = EmbeddedMongo.start();
    int port = first.port();
    TaskTopics topics = topics();
    Worker worker =
        worker(
            KAFKA.bootstrapServers(),
            first.connectionString() + "/away?serverSelectionTimeoutMS=500");
    worker.start();
    soon(() -> assertThat(worker.isReady()).isTrue());

    // when
    first.close();

    // then
    soon(() -> assertThat(get(worker, "/ready").body()).contains("mongodb"));
    assertThat(get(worker, "/live").statusCode()).isEqualTo(200);
    topics.send(3, TaskTopics.task("a", 1));
    soon(
        () ->
            assertThat(topics.events(Event.Declined.class))
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).contains("MongoDB cannot be used")));

    // when
    EmbeddedMongo second = EmbeddedMongo.start(port);
    open.add(0, second);
    soon(() -> assertThat(worker.isReady()).isTrue());
    topics.send(3, TaskTopics.task("a", 2));

    // then
    soon(() -> assertThat(topics.events(Event.Completed.class)).hasSize(1));
  }

  @Test
  void whenKafkaWasAwayTheEventOfABatchIsToldAndTasksGoOn(@TempDir Path data) throws Exception {
    // given
    EmbeddedKafka first = EmbeddedKafka.start(0, data);
    String servers = first.bootstrapServers();
    TaskTopics topics = new TaskTopics(servers, prefix, 4);
    open.add(topics);
    WorkerStub worker = new WorkerStub(topics.clients("one"));
    open.add(worker);
    soon(() -> assertThat(worker.isReady()).isTrue());
    topics.send(0, TaskTopics.task("a", 1));
    soon(() -> assertThat(worker.begun()).hasSize(1));
    soon(() -> assertThat(topics.events(Event.Taken.class)).hasSize(1));

    // when
    first.close();
    worker.letGo();
    soon(() -> assertThat(worker.ended()).hasSize(1));
    EmbeddedKafka second =
        EmbeddedKafka.start(Integer.parseInt(servers.substring(servers.indexOf(':') + 1)), data);
    open.add(0, second);

    // then
    soon(
        () ->
            assertThat(topics.events(Event.Completed.class).stream().map(WorkerIT::batch))
                .contains(1L));
    topics.send(0, TaskTopics.task("a", 2));
    soon(
        () ->
            assertThat(topics.events(Event.Completed.class).stream().map(WorkerIT::batch))
                .contains(2L));
    soon(() -> assertThat(worker.isReady()).isTrue());
  }

  private static long batch(Event.OfBatch event) {
    return event.origin().batchId().batch();
  }

  private TaskTopics topics() {
    TaskTopics topics = new TaskTopics(KAFKA.bootstrapServers(), prefix, 4);
    open.add(topics);
    return topics;
  }

  private Worker worker(String kafka, String mongo) {
    Worker worker =
        new Worker(
            Environment.of(
                Map.of(
                    "GODWIT_KAFKA_BOOTSTRAP_SERVERS",
                    kafka,
                    "GODWIT_TOPIC_PREFIX",
                    prefix,
                    "GODWIT_TASK_PARTITIONS",
                    "4",
                    "GODWIT_REPLICATION_FACTOR",
                    "1",
                    "GODWIT_MONGODB_URI",
                    mongo,
                    "GODWIT_MIGRATIONS_DIR",
                    folder.toString(),
                    "GODWIT_HTTP_HOST",
                    "localhost",
                    "GODWIT_HTTP_PORT",
                    "0"),
                WorkerSettings.ALL),
            List.of(),
            reason -> {});
    open.add(worker);
    return worker;
  }

  private void declare(String name) throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        "name: %s\ncollection: teams\nallowMissing: true\nupdate: {$set: {plan: basic}}\n"
            .formatted(name));
  }

  private static void start(Worker worker) {
    try {
      worker.start();
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private static HttpResponse<String> get(Worker worker, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + worker.httpPort() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(assertion);
  }
}
