package dev.godwit.coordinator;

import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.Health;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.Parts;
import dev.godwit.boot.RecordCallback;
import dev.godwit.boot.Routes;
import dev.godwit.boot.TopicFollower;
import dev.godwit.coordinator.kafka.KafkaCommandSink;
import dev.godwit.coordinator.kafka.KafkaDeadLetters;
import dev.godwit.coordinator.people.Proof;
import dev.godwit.coordinator.web.ChangesApi;
import dev.godwit.coordinator.web.CommandSink.NotConfirmedException;
import dev.godwit.coordinator.web.CommandsApi;
import dev.godwit.coordinator.web.DeadLettersApi;
import dev.godwit.coordinator.web.HistoryView;
import dev.godwit.coordinator.web.ReplyView;
import dev.godwit.coordinator.web.StateView;
import dev.godwit.coordinator.web.Views;
import dev.godwit.coordinator.web.WebRoutes;
import dev.godwit.protocol.TopicNames;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the status page is served from: views of topics, and a way to send commands. */
final class StatusSite {

  private final Environment environment;
  private final TopicNames topics;
  private final CoordinatorMetrics metrics;
  private final Views views =
      new Views(new StateView(), new HistoryView(), new ReplyView(), this::isCaughtUp);
  private volatile @Nullable TopicFollower states;
  private volatile @Nullable KafkaCommandSink sink;

  StatusSite(Environment environment, TopicNames topics, CoordinatorMetrics metrics) {
    this.environment = environment;
    this.topics = topics;
    this.metrics = metrics;
  }

  /** Adds its paths; before it is started they say that they are not ready. */
  Routes addTo(Routes routes, KafkaProperties kafka) {
    Clock clock = Clock.systemUTC();
    return WebRoutes.add(
        routes,
        views,
        new ChangesApi(
            views.states(),
            UUID.randomUUID().toString(),
            environment.find(CommonSettings.ENVIRONMENT).orElse(null),
            clock),
        new DeadLettersApi(KafkaDeadLetters.of(kafka, topics.deadLetters(), instance())),
        new CommandsApi(
            CoordinatorSettings.tokens(environment),
            this::send,
            () -> UUID.randomUUID().toString(),
            clock));
  }

  /** Begins to read, and to take commands; the topics are there. */
  void start(KafkaProperties kafka, Health health, Parts parts) {
    states = parts.add("states", follow(kafka, health, topics.state(), views.states()));
    parts.add("history", follow(kafka, health, topics.history(), views.history()));
    parts.add("replies", follow(kafka, health, topics.replies(), views.replies()));
    sink = parts.add("commands", KafkaCommandSink.start(kafka, topics.commands(), instance()));
  }

  /** What is thrown is logged, and skipped, by whoever follows the topic. */
  private TopicFollower follow(
      KafkaProperties kafka, Health health, String topic, RecordCallback view) {
    return TopicFollower.start(
        kafka,
        topic,
        record -> {
          try {
            view.read(record);
          } catch (RuntimeException e) {
            metrics.malformed(topic);
            throw e;
          }
        },
        health);
  }

  private void send(byte[] command, @Nullable Proof proof) throws InterruptedException {
    KafkaCommandSink current = sink;
    if (current == null) {
      throw new NotConfirmedException("the coordinator is still starting; nothing was sent", null);
    }
    current.send(command, proof);
  }

  private boolean isCaughtUp() {
    TopicFollower following = states;
    return following != null && following.caughtUp();
  }

  private String instance() {
    return CoordinatorSettings.instanceId(environment);
  }
}
