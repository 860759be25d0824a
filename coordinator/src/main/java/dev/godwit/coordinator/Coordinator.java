package dev.godwit.coordinator;

import static dev.godwit.coordinator.topology.StreamsProperties.maxValueBytes;

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
import dev.godwit.coordinator.decide.Decider;
import dev.godwit.coordinator.decide.Installation;
import dev.godwit.coordinator.topology.CoordinatorTopology;
import dev.godwit.coordinator.topology.Pulse;
import dev.godwit.coordinator.topology.Rules;
import dev.godwit.coordinator.topology.RunningTopology;
import dev.godwit.coordinator.topology.StreamsProperties;
import dev.godwit.coordinator.topology.Surroundings;
import dev.godwit.coordinator.topology.TopicEditions;
import dev.godwit.protocol.TopicNames;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Decides what happens next, answers every command, and shows where everything stands. */
public final class Coordinator implements AutoCloseable {

  private final Environment environment;
  private final Consumer<String> onFailure;
  private final TopicNames topics;
  private final KafkaProperties kafka;
  private final PrometheusMeterRegistry registry;
  private final Health health;
  private final CoordinatorMetrics metrics;
  private final StatusSite site;
  private final Parts parts;
  private volatile @Nullable OpsServer http;

  /**
   * A coordinator that does nothing yet.
   *
   * @param environment made from {@link CoordinatorSettings#ALL}
   * @param onFailure told when it cannot go on and only another one helps
   */
  public Coordinator(Environment environment, Consumer<String> onFailure) {
    this.environment = environment;
    this.onFailure = onFailure;
    this.topics = new TopicNames(environment.get(CommonSettings.TOPIC_PREFIX));
    this.kafka = environment.kafka();
    this.registry = ProgramMeters.registry("coordinator", Coordinator.class, environment);
    this.health = ProgramMeters.health(Clock.systemUTC(), registry);
    this.metrics = new CoordinatorMetrics(registry, Clock.systemUTC());
    metrics.reads(topics.commands());
    metrics.reads(topics.events());
    this.site = new StatusSite(environment, topics, metrics);
    this.parts = new Parts(environment.get(CommonSettings.SHUTDOWN_TIMEOUT));
  }

  /**
   * Starts everything; waits as long as Kafka cannot be reached, and serves HTTP meanwhile.
   *
   * @throws CancellationException if it was closed before
   * @throws dev.godwit.boot.StartException for what people can mend
   */
  public void start() throws InterruptedException {
    health.expect("topics", "not checked yet");
    health.expect(RunningTopology.COMPONENT, "not running yet");
    parts.add("jvm metrics", ProgramMeters.ofJvm(registry));
    http = parts.add("http", serve());
    KafkaWatch watch = parts.add("kafka watch", KafkaWatch.start(kafka, health));
    watch.awaitKafka();
    int taskPartitions = watch.untilDone("topics", this::ensureTopics);
    site.start(kafka, health, parts);
    TopicWatch topicWatch = parts.add("topic watch", TopicWatch.start(kafka, specs(), health));
    RunningTopology topology = parts.add("streams", run(taskPartitions, topicWatch));
    KafkaStreamsMetrics ofStreams = new KafkaStreamsMetrics(topology.streams());
    ofStreams.bindTo(registry);
    parts.add("metrics", ofStreams);
  }

  /** On which port HTTP is served. */
  public int httpPort() {
    OpsServer server = http;
    if (server == null) {
      throw new IllegalStateException("the coordinator is not started");
    }
    return server.port();
  }

  /** Whether all that it depends on is as it should be. */
  public boolean isReady() {
    return http != null && health.isReady();
  }

  @Override
  public void close() {
    parts.close();
  }

  private OpsServer serve() {
    return OpsServer.start(
        environment.get(CommonSettings.HTTP_HOST),
        environment.get(CommonSettings.HTTP_PORT),
        site.addTo(Routes.standard(registry, health), kafka));
  }

  private int ensureTopics() {
    try (Admin admin = Admin.create(kafka.admin(Map.of(), Map.of()))) {
      return TopicSetup.of(
              admin, kafka.bootstrapServers(), environment.get(CommonSettings.REPLICATION_FACTOR))
          .ensure(specs())
          .getOrDefault(topics.tasks(), environment.get(CommonSettings.TASK_PARTITIONS));
    }
  }

  private List<TopicSpec> specs() {
    return GodwitTopics.of(topics, environment.get(CommonSettings.TASK_PARTITIONS));
  }

  private TopicEditions editions(TopicWatch watch) {
    return new TopicEditions() {
      @Override
      public @Nullable String commands() {
        return watch.id(topics.commands());
      }

      @Override
      public int remade() {
        return watch.remade();
      }
    };
  }

  private RunningTopology run(int taskPartitions, TopicWatch topicWatch) {
    Decider decider =
        new Decider(
            new Installation(
                taskPartitions, environment.find(CommonSettings.ENVIRONMENT).orElse(null)));
    Rules rules = metrics.measured(decider::decide);
    Map<String, Object> properties =
        StreamsProperties.of(
            kafka,
            topics,
            CoordinatorSettings.instanceId(environment),
            environment.get(CommonSettings.REPLICATION_FACTOR));
    return RunningTopology.start(
        CoordinatorTopology.of(
            topics,
            rules,
            new Surroundings(
                metrics,
                editions(topicWatch),
                CoordinatorSettings.tokens(environment),
                parts.add("pulse", Pulse.start())),
            maxValueBytes(properties)),
        properties,
        health,
        onFailure);
  }
}
