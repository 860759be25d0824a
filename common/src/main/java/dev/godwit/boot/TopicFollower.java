package dev.godwit.boot;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands everything in a topic of one partition to a callback, from the first record on and in
 * order, and goes on by itself whatever happens to Kafka or in the callback.
 *
 * <p>Its health is that of the component {@code topic <name>}, which is up once it has caught up.
 */
public final class TopicFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final AtomicInteger FOLLOWERS = new AtomicInteger();
  private static final String NEXT =
      "it is read on from offset %d, tried again with pauses of at most %d s";

  private final String topic;
  private final Supplier<? extends Consumer<String, String>> consumers;
  private final PartitionReader reader;
  private final Health health;
  private final Backoff backoff;
  private final Random random = new Random();
  private final AtomicReference<@Nullable Consumer<String, String>> current =
      new AtomicReference<>();
  private final CompletableFuture<Boolean> caughtUp = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private int failures;

  TopicFollower(
      String topic,
      Supplier<? extends Consumer<String, String>> consumers,
      RecordCallback callback,
      Health health,
      Backoff backoff) {
    this.topic = topic;
    this.consumers = consumers;
    this.reader =
        new PartitionReader(new TopicPartition(topic, 0), callback, () -> closed.getCount() == 0);
    this.health = health;
    this.backoff = backoff;
    this.thread = new Thread(this::run, "follow-" + topic);
  }

  /**
   * Begins to follow, on a thread of its own.
   *
   * @param callback called on that thread; after Kafka lost records it may get some again
   */
  public static TopicFollower start(
      KafkaProperties kafka, String topic, RecordCallback callback, Health health) {
    Map<String, Object> properties =
        kafka.consumer(
            Map.of(ConsumerConfig.CLIENT_ID_CONFIG, clientId(topic)),
            Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false));
    return new TopicFollower(
            topic,
            () ->
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer()),
            callback,
            health,
            Backoff.FOR_SERVERS)
        .started();
  }

  TopicFollower started() {
    health.expect(component(), "not read to its end yet");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** Whether everything that was in the topic at the start has been handed over. */
  public boolean caughtUp() {
    return caughtUp.getNow(false);
  }

  /**
   * Waits for {@link #caughtUp()}.
   *
   * @return false if the time passed before, or the follower was closed
   */
  public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    try {
      return caughtUp.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes it with a failure", e);
    }
  }

  /** Stops within a second; the callback is not called afterwards, unless it was stuck. */
  @Override
  public void close() {
    closed.countDown();
    caughtUp.complete(false);
    Consumer<String, String> consumer = current.get();
    if (consumer != null) {
      consumer.wakeup();
    }
    if (Thread.currentThread() != thread) {
      try {
        thread.join(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    health.forget(component());
  }

  private void run() {
    while (!isClosed()) {
      try {
        follow();
      } catch (RuntimeException e) {
        // Closing wakes the consumer up with an exception, which is no failure.
        if (!isClosed()) {
          failures++;
          health.down(component(), Reasons.of(e), next());
          pause(backoff.pauseAfter(failures, random));
        }
      }
    }
  }

  private void follow() {
    Consumer<String, String> consumer = consumers.get();
    current.set(consumer);
    try {
      // Closed meanwhile, there was nobody to wake up.
      if (isClosed()) {
        return;
      }
      reader.open(consumer);
      boolean told = false;
      while (!isClosed()) {
        boolean atEnd = reader.read(consumer);
        failures = 0;
        if (atEnd && !told && !isClosed()) {
          told = true;
          health.up(component());
          caughtUp.complete(true);
        }
      }
    } finally {
      current.set(null);
      // Without a group there is nothing to be told; it would only wait for a poll that is under
      // way.
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Different ones, because local mode has several programs in one process. */
  private static String clientId(String topic) {
    return "godwit-follow-%s-%d".formatted(topic, FOLLOWERS.incrementAndGet());
  }

  private String component() {
    return "topic " + topic;
  }

  private String next() {
    return NEXT.formatted(reader.next(), backoff.cap().toSeconds());
  }

  private void pause(Duration duration) {
    try {
      if (closed.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atDebug().addKeyValue("topic", topic).log("Closed while it was retrying");
      }
    } catch (InterruptedException e) {
      // Only close() may end this thread; an interrupt merely shortens the pause.
      LOG.atDebug().setCause(e).log("A pause was cut short");
    }
  }
}
