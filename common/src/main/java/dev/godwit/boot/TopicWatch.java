package dev.godwit.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps looking whether the topics are still there, right, and the same, and tells {@link Health}
 * which one is not; never creates or alters one.
 */
public final class TopicWatch implements AutoCloseable {

  /** Under what name it tells, which is that of {@link TopicSetup} before it. */
  public static final String COMPONENT = "topics";

  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final String NEXT =
      "restart any of Godwit's programs, which creates what is missing, or do it by hand;"
          + " looked at again every %d s";

  private final TopicStore store;
  private final TopicCheck check;
  private final List<TopicSpec> specs;
  private final Health health;
  private final Runnable onClose;
  private final Map<String, ActualTopic> seen = new ConcurrentHashMap<>();
  private final AtomicInteger remade = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "topic-watch");

  TopicWatch(
      TopicStore store, TopicCheck check, List<TopicSpec> specs, Health health, Runnable onClose) {
    this.store = store;
    this.check = check;
    this.specs = List.copyOf(specs);
    this.health = health;
    this.onClose = onClose;
  }

  /** Begins to watch topics that are there and right now. */
  public static TopicWatch start(KafkaProperties kafka, List<TopicSpec> specs, Health health) {
    LastingAdmin admin = new LastingAdmin(() -> Admin.create(kafka.admin(Map.of(), Map.of())));
    TopicWatch watch =
        new TopicWatch(
            admin.topics(), new TopicCheck(kafka.bootstrapServers()), specs, health, admin::close);
    // At once: what is deleted before the first look could not be told from what is made anew.
    watch.look();
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** How many times a topic was seen to be made anew. */
  public int remade() {
    return remade.get();
  }

  /**
   * Asks the brokers for the id of a topic, which is another one whenever it is made anew; null if
   * they do not say.
   *
   * @throws org.apache.kafka.common.errors.RetriableException if it is gone, or Kafka does not
   *     answer now
   */
  public @Nullable String id(String topic) {
    TopicStore.Found found = store.find(List.of(topic));
    ActualTopic actual = found.topics().get(topic);
    if (actual == null && found.problems().isEmpty()) {
      throw new UnknownTopicOrPartitionException(gone(topic));
    }
    return actual == null ? null : actual.id();
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    onClose.run();
    health.forget(COMPONENT);
  }

  private void watch() {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    TopicStore.Found found;
    try {
      found = store.find(specs.stream().map(TopicSpec::name).toList());
    } catch (RuntimeException e) {
      // That Kafka is away is told by somebody else; what was known of the topics stays.
      LOG.atDebug().setCause(e).log("The topics cannot be looked at now");
      return;
    }
    List<String> problems = new ArrayList<>(found.problems());
    for (TopicSpec spec : specs) {
      ActualTopic actual = found.topics().get(spec.name());
      if (actual != null) {
        problems.addAll(check.problems(spec, actual));
        problems.addAll(compared(actual));
      } else if (found.problems().isEmpty()) {
        problems.add(gone(spec.name()));
      }
    }
    if (closed.getCount() == 0) {
      return;
    }
    if (problems.isEmpty()) {
      health.up(COMPONENT);
    } else {
      health.down(COMPONENT, String.join("; ", problems), NEXT.formatted(INTERVAL.toSeconds()));
    }
  }

  /** Brokers that create topics by themselves do so with other partitions than are needed. */
  private List<String> compared(ActualTopic actual) {
    ActualTopic first = seen.putIfAbsent(actual.name(), actual);
    if (first == null) {
      return List.of();
    }
    if (actual.partitions() < first.partitions()) {
      return List.of(
          "topic '%s' was made anew with %d partitions and had %d; delete it, and restart one of Godwit's programs"
              .formatted(actual.name(), actual.partitions(), first.partitions()));
    }
    if (actual.id() != null && first.id() != null && !actual.id().equals(first.id())) {
      seen.put(actual.name(), actual);
      remade.incrementAndGet();
      LOG.atWarn()
          .addKeyValue("topic", actual.name())
          .log("Topic {} was deleted and made anew; what it held is lost", actual.name());
    }
    return List.of();
  }

  private static String gone(String topic) {
    return "topic '%s' is gone: somebody has deleted it".formatted(topic);
  }
}
