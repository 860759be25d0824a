package dev.godwit.local;

import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.Parts;
import dev.godwit.boot.StartException;
import dev.godwit.coordinator.Coordinator;
import dev.godwit.local.kafka.EmbeddedKafka;
import dev.godwit.local.mongodb.EmbeddedMongo;
import dev.godwit.protocol.TopicNames;
import dev.godwit.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Kafka, MongoDB, a coordinator and workers, all in this process. */
public final class LocalGodwit implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final LocalOptions options;
  private final Consumer<String> onFailure;
  private final Parts parts = new Parts(STOP);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Worker> workers = new ArrayList<>();
  private @Nullable LocalVariables variables;
  private @Nullable Coordinator coordinator;

  /**
   * One that does nothing yet.
   *
   * @param onFailure told when something cannot go on and only a restart helps
   */
  public LocalGodwit(LocalOptions options, Consumer<String> onFailure) {
    this.options = options;
    this.onFailure = onFailure;
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @throws StartException when it is not within a minute, or for what people can mend
   */
  public static LocalGodwit started(LocalOptions options) throws InterruptedException {
    LocalGodwit godwit = new LocalGodwit(options, reason -> {});
    try {
      godwit.startAndAwaitReady();
      return godwit;
    } catch (Throwable e) {
      godwit.close();
      throw e;
    }
  }

  /**
   * Starts everything and waits until it is ready.
   *
   * @throws StartException when it is not within a minute, or for what people can mend
   */
  public void startAndAwaitReady() throws InterruptedException {
    start();
    if (!awaitReady(START)) {
      throw new StartException(
          "not ready after " + START.toSeconds() + " s; GODWIT_LOG_LEVEL=INFO shows more");
    }
  }

  /**
   * Starts everything; waits as long as a Kafka that it was given cannot be reached.
   *
   * @throws java.util.concurrent.CancellationException if it was closed before
   * @throws StartException for what people can mend
   */
  public void start() throws InterruptedException {
    LocalVariables all = new LocalVariables(options, startKafka(), startMongo());
    variables = all;
    Coordinator one = parts.add("coordinator", new Coordinator(all.ofCoordinator(), onFailure));
    coordinator = one;
    for (int number = 1; number <= options.workers().count(); number++) {
      workers.add(parts.add("worker " + number, newWorker(options.workers(), all.mongodbUri())));
    }
    List<AtOnce.Thing> starts = new ArrayList<>(List.of(one::start));
    workers.forEach(worker -> starts.add(worker::start));
    AtOnce.run(starts);
  }

  /**
   * Starts one more worker, which the caller closes.
   *
   * @param what what it knows; the count does not matter
   * @param mongodbUri on which database it works
   */
  public Worker startWorker(LocalWorkers what, String mongodbUri) throws InterruptedException {
    Worker worker = newWorker(what, mongodbUri);
    try {
      worker.start();
      return worker;
    } catch (Throwable e) {
      worker.close();
      throw e;
    }
  }

  private Worker newWorker(LocalWorkers what, String mongodbUri) {
    return new Worker(
        started(variables).ofWorker(what, mongodbUri), List.copyOf(what.migrations()), onFailure);
  }

  private String startKafka() {
    LocalKafka kafka = options.kafka();
    return kafka.bootstrapServers() != null
        ? kafka.bootstrapServers()
        : parts
            .add("Kafka", EmbeddedKafka.start(kafka.port(), kafka.dataDirectory()))
            .bootstrapServers();
  }

  private String startMongo() {
    LocalMongo mongo = options.mongo();
    return mongo.uri() != null
        ? mongo.uri()
        : parts.add("MongoDB", EmbeddedMongo.start(mongo.port())).connectionString()
            + "/"
            + mongo.database();
  }

  /**
   * Waits until commands are carried out.
   *
   * @return false if the time passed, or it was closed, before
   */
  public boolean awaitReady(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!isReady()) {
      if (System.nanoTime() - deadline >= 0 || closed.await(10, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  private boolean isReady() {
    return coordinator != null
        && coordinator.isReady()
        && workers.stream().allMatch(Worker::isReady);
  }

  /** Where Kafka's clients connect. */
  public String bootstrapServers() {
    return started(variables).bootstrapServers();
  }

  /** The connection string of MongoDB, with the database; may hold a password. */
  public String mongodbUri() {
    return started(variables).mongodbUri();
  }

  /** The names of the topics. */
  public TopicNames topics() {
    Environment environment = started(variables).ofCoordinator();
    return new TopicNames(environment.get(CommonSettings.TOPIC_PREFIX));
  }

  /** Where the coordinator serves HTTP. */
  public String coordinatorUrl() {
    return url(started(coordinator).httpPort());
  }

  /** Where each worker serves HTTP. */
  public List<String> workerUrls() {
    return workers.stream().map(worker -> url(worker.httpPort())).toList();
  }

  private static String url(int port) {
    return "http://localhost:" + port;
  }

  private static <T> T started(@Nullable T part) {
    return Objects.requireNonNull(part, "not started");
  }

  /** Stops everything, the servers last. */
  @Override
  public void close() {
    closed.countDown();
    parts.close();
  }
}
