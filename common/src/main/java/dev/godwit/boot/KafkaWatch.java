package dev.godwit.boot;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps looking whether Kafka can be reached and tells {@link Health}: first until it can, with
 * growing pauses, then every few seconds.
 */
public final class KafkaWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);

  /** Under what name it tells. */
  public static final String COMPONENT = "kafka";

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final String NEXT = "it is tried again with pauses of at most %d s";

  private final KafkaProbe probe;
  private final Health health;
  private final Backoff backoff;
  private final Random random;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "kafka-watch");

  KafkaWatch(KafkaProbe probe, Health health, Backoff backoff, Random random) {
    this.probe = probe;
    this.health = health;
    this.backoff = backoff;
    this.random = random;
  }

  /** Begins to watch; does not wait for anything. */
  public static KafkaWatch start(KafkaProperties kafka, Health health) {
    return new KafkaWatch(new AdminProbe(kafka), health, Backoff.FOR_SERVERS, new Random())
        .started();
  }

  KafkaWatch started() {
    health.expect(COMPONENT, "not reached yet");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * Waits until Kafka was reached for the first time, however long that takes.
   *
   * @throws CancellationException if the watch was closed before
   */
  public void awaitKafka() throws InterruptedException {
    reached.await();
    stopIfClosed();
  }

  /**
   * Does something that needs Kafka, again and again while it fails for a reason that may pass.
   *
   * @param component what it is about, such as "topics"; down until it is done
   * @throws CancellationException if the watch was closed before it worked
   * @throws RuntimeException whatever else the action throws
   */
  public <T> T untilDone(String component, Supplier<T> action) throws InterruptedException {
    health.expect(component, "not done yet");
    for (int failures = 1; ; failures++) {
      stopIfClosed();
      try {
        T result = action.get();
        health.up(component);
        return result;
      } catch (RetriableException | AuthenticationException e) {
        health.down(component, Reasons.of(e), next());
        pause(backoff.pauseAfter(failures, random));
      }
    }
  }

  /** Stops to watch; whoever waits is released. */
  @Override
  public void close() {
    closed.countDown();
    reached.countDown();
    probe.close();
    thread.interrupt();
  }

  private void watch() {
    int failures = 0;
    try {
      while (closed.getCount() > 0) {
        if (isReached()) {
          failures = 0;
          reached.countDown();
        } else {
          failures++;
        }
        pause(failures == 0 ? INTERVAL : backoff.pauseAfter(failures, random));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReached() {
    try {
      probe.reach();
      health.up(COMPONENT);
      return true;
    } catch (RuntimeException e) {
      if (closed.getCount() > 0) {
        health.down(COMPONENT, Reasons.of(e), next());
      }
      return false;
    }
  }

  private String next() {
    return NEXT.formatted(backoff.cap().toSeconds());
  }

  private void pause(Duration duration) throws InterruptedException {
    if (closed.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.atDebug().log("Kafka is watched no longer");
    }
  }

  private void stopIfClosed() {
    if (closed.getCount() == 0) {
      throw new CancellationException("the program stops before Kafka could be reached");
    }
  }
}
