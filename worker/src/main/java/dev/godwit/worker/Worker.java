package dev.godwit.worker;

import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.GodwitTopics;
import dev.godwit.boot.Health;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.KafkaWatch;
import dev.godwit.boot.OpsServer;
import dev.godwit.boot.Parts;
import dev.godwit.boot.ProgramMeters;
import dev.godwit.boot.Routes;
import dev.godwit.boot.TopicSetup;
import dev.godwit.boot.TopicSpec;
import dev.godwit.boot.TopicWatch;
import dev.godwit.migration.Migration;
import dev.godwit.protocol.TopicNames;
import dev.godwit.worker.batch.BatchWork;
import dev.godwit.worker.batch.DeadLetterPolicy;
import dev.godwit.worker.batch.HidingWork;
import dev.godwit.worker.batch.KnownSecrets;
import dev.godwit.worker.batch.Pace;
import dev.godwit.worker.batch.Redaction;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.catalog.MigrationCatalog;
import dev.godwit.worker.consume.ConsumeLimits;
import dev.godwit.worker.consume.Consuming;
import dev.godwit.worker.consume.DecliningWork;
import dev.godwit.worker.consume.GuardedWork;
import dev.godwit.worker.consume.KafkaClients;
import dev.godwit.worker.consume.KafkaLetters;
import dev.godwit.worker.consume.LoggedWork;
import dev.godwit.worker.consume.TaskLoop;
import dev.godwit.worker.mongo.MongoConnection;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes tasks, migrates one page of documents for each, and tells how it went. */
public final class Worker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final Environment environment;
  private final List<Migration> migrations;
  private final Consumer<String> onFailure;
  private final String name;
  private final KafkaProperties kafka;
  private final TopicNames topics;
  private final Clock clock = Clock.systemUTC();
  private final PrometheusMeterRegistry registry;
  private final Health health;
  private final Parts parts;
  private volatile @Nullable OpsServer http;

  /**
   * A worker that does nothing yet.
   *
   * @param environment made from {@link WorkerSettings#ALL}
   * @param migrations those that it has besides the ones it finds
   * @param onFailure told when it cannot go on and only another one helps
   */
  public Worker(Environment environment, List<Migration> migrations, Consumer<String> onFailure) {
    this.environment = environment;
    this.migrations = List.copyOf(migrations);
    this.onFailure = onFailure;
    this.name = WorkerSettings.workerName(environment, RandomGenerator.getDefault());
    this.kafka = environment.kafka();
    this.registry = ProgramMeters.registry("worker", Worker.class, environment);
    this.health = ProgramMeters.health(clock, registry);
    this.topics = new TopicNames(environment.get(CommonSettings.TOPIC_PREFIX));
    this.parts = new Parts(environment.get(CommonSettings.SHUTDOWN_TIMEOUT));
  }

  /**
   * Starts everything; waits as long as Kafka cannot be reached, and serves HTTP meanwhile. Does
   * not wait for MongoDB.
   *
   * @throws java.util.concurrent.CancellationException if it was closed before
   * @throws dev.godwit.boot.StartException for what people can mend
   */
  public void start() throws InterruptedException {
    health.expect("topics", "not checked yet");
    health.expect(TaskLoop.COMPONENT, "no share of the tasks yet");
    MigrationCatalog catalog =
        parts.add(
            "migrations",
            MigrationCatalog.load(
                environment.find(WorkerSettings.MIGRATIONS_DIR).orElse(null), migrations));
    KnownSecrets secrets =
        new KnownSecrets(
            AllowedSecrets.of(
                environment.get(WorkerSettings.SECRET_PARAMS),
                environment.find(WorkerSettings.SECRETS_DIR),
                System.getenv()));
    MongoConnection mongo =
        parts.add(
            "mongodb",
            MongoConnection.open(
                environment.get(WorkerSettings.MONGODB_URI),
                MongoTls.of(environment).orElse(null),
                threads(),
                registry));
    parts.add("jvm metrics", ProgramMeters.ofJvm(registry));
    http = parts.add("http", serve());
    MongoWatch mongoWatch =
        parts.add(
            "mongodb watch", MongoWatch.start(mongo::ping, health, MongoWatch.Pauses.STANDARD));
    LOG.atInfo()
        .addKeyValue("worker", name)
        .addKeyValue("mongodb", mongo.description())
        .addKeyValue("threads", threads())
        .log("Worker {} knows {} migrations", name, catalog.all().size());
    KafkaWatch watch = parts.add("kafka watch", KafkaWatch.start(kafka, health));
    watch.awaitKafka();
    watch.untilDone("topics", this::ensureTopics);
    parts.add("topic watch", TopicWatch.start(kafka, specs(), health));
    WorkerMetrics metrics = new WorkerMetrics(registry, catalog.all().size(), onFailure, clock);
    KafkaMeters kafkaMeters = parts.add("kafka metrics", new KafkaMeters(registry));
    KafkaClients clients = new KafkaClients(kafka, topics, name, kafkaMeters);
    TaskWork batches =
        new BatchWork(
                catalog,
                mongo,
                secrets,
                name,
                new DeadLetterPolicy(environment.get(WorkerSettings.DEAD_LETTER_DOCUMENTS)),
                Pace.real())
            .withLetters(KafkaLetters.of(clients, clock));
    Redaction redaction = new Redaction(environment.get(WorkerSettings.REDACT_FIELDS));
    parts.add(
        "consuming",
        Consuming.start(
            clients,
            catalog,
            wrapped(HidingWork.wrap(batches, secrets, redaction), mongoWatch, metrics),
            health,
            metrics,
            new ConsumeLimits(threads(), stopConsumingWithin())));
  }

  /** On which port HTTP is served. */
  public int httpPort() {
    OpsServer server = http;
    if (server == null) {
      throw new IllegalStateException("the worker is not started");
    }
    return server.port();
  }

  /** Whether all that it depends on is as it should be. */
  public boolean isReady() {
    return http != null && health.isReady();
  }

  /** Stops in an orderly way: batches under way end or are given up, and others take over. */
  @Override
  public void close() {
    parts.close();
  }

  private TaskWork wrapped(TaskWork batches, MongoWatch mongo, WorkerMetrics metrics) {
    TaskWork guarded = GuardedWork.wrap(batches, name, clock);
    return metrics.measured(
        LoggedWork.wrap(DecliningWork.wrap(guarded, mongo::whyDown, name, clock)));
  }

  private OpsServer serve() {
    return OpsServer.start(
        environment.get(CommonSettings.HTTP_HOST),
        environment.get(CommonSettings.HTTP_PORT),
        Routes.standard(registry, health));
  }

  private Map<String, Integer> ensureTopics() {
    try (Admin admin = Admin.create(kafka.admin(Map.of(), Map.of()))) {
      return TopicSetup.of(
              admin, kafka.bootstrapServers(), environment.get(CommonSettings.REPLICATION_FACTOR))
          .ensure(specs());
    }
  }

  private List<TopicSpec> specs() {
    return GodwitTopics.of(topics, environment.get(CommonSettings.TASK_PARTITIONS));
  }

  private int threads() {
    return WorkerSettings.threads(environment, Runtime.getRuntime().availableProcessors());
  }

  /** The rest is for everything else. */
  private Duration stopConsumingWithin() {
    return environment.get(CommonSettings.SHUTDOWN_TIMEOUT).multipliedBy(9).dividedBy(10);
  }
}
