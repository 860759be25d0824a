package dev.godwit.coordinator.topology;

import dev.godwit.boot.Backoff;
import dev.godwit.boot.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topology while it runs: its thread is replaced whenever it fails, with growing pauses. */
public final class RunningTopology implements AutoCloseable {

  /** Under what name it tells {@link Health}. */
  public static final String COMPONENT = "streams";

  private static final Logger LOG = LoggerFactory.getLogger(RunningTopology.class);
  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final Duration FORGIVEN = Duration.ofMinutes(1);

  private final KafkaStreams streams;
  private final Health health;
  private final Consumer<String> onFailure;
  private final Random random = new Random();
  private final CountDownLatch closed = new CountDownLatch(1);
  private int failures;
  private Instant lastFailure = Instant.EPOCH;

  private RunningTopology(KafkaStreams streams, Health health, Consumer<String> onFailure) {
    this.streams = streams;
    this.health = health;
    this.onFailure = onFailure;
  }

  /**
   * Starts it; returns at once.
   *
   * @param onFailure told when only a restart of the program helps
   */
  public static RunningTopology start(
      Topology topology,
      Map<String, Object> properties,
      Health health,
      Consumer<String> onFailure) {
    Properties all = new Properties();
    all.putAll(properties);
    RunningTopology running =
        new RunningTopology(new KafkaStreams(topology, all), health, onFailure);
    running.start();
    return running;
  }

  /** For its metrics. */
  public KafkaStreams streams() {
    return streams;
  }

  /** Stops, and leaves the group, so that a standby takes over at once. */
  @Override
  public void close() {
    closed.countDown();
    boolean stopped =
        streams.close(
            CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE));
    if (!stopped) {
      LOG.atWarn()
          .addKeyValue("waitedMs", CLOSE.toMillis())
          .log("Kafka Streams does not stop in time; it is left behind");
    }
    health.forget(COMPONENT);
  }

  private void start() {
    health.expect(COMPONENT, "not running yet");
    streams.setStateListener((now, before) -> changed(now));
    streams.setUncaughtExceptionHandler(this::failed);
    streams.start();
  }

  private void changed(State now) {
    if (now == State.RUNNING) {
      health.up(COMPONENT);
    } else if (now == State.ERROR && !isClosed()) {
      String reason = "Kafka Streams has stopped after a failure that a new thread does not mend";
      health.broken(COMPONENT, reason);
      onFailure.accept(reason);
    }
  }

  /** Called on the thread that failed, which ends only afterwards: the pause holds up nothing. */
  private StreamThreadExceptionResponse failed(Throwable failure) {
    if (failure instanceof Error) {
      LOG.atError().setCause(failure).log("Kafka Streams fails; it stops for good");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    if (isClosed()) {
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    Duration pause = pause();
    String next = "a new thread goes on in %d ms".formatted(pause.toMillis());
    LOG.atWarn().setCause(failure).log("A thread of Kafka Streams fails; {}", next);
    health.down(COMPONENT, reason(failure), next);
    await(pause);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private synchronized Duration pause() {
    Instant now = Instant.now();
    failures = lastFailure.plus(FORGIVEN).isBefore(now) ? 1 : failures + 1;
    lastFailure = now;
    return Backoff.FOR_SERVERS.pauseAfter(failures, random);
  }

  private void await(Duration pause) {
    try {
      if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atDebug().log("Closed while a thread was about to be replaced");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String reason = deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    return deepest instanceof FencedInstanceIdException
        ? "another coordinator has the same GODWIT_INSTANCE_ID; give each its own (" + reason + ")"
        : reason;
  }
}
