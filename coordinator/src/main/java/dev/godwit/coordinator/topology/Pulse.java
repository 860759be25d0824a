package dev.godwit.coordinator.topology;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/**
 * Notices that this process stood still for so long (stopped, swapped out, its machine asleep) that
 * its group has given its work to another one. Kafka tells it so only a moment later; what it would
 * store until then would overwrite what its successor knows. A thread that merely waits for Kafka
 * loses nothing: the client goes on telling the group that it is there.
 */
public final class Pulse implements AutoCloseable {

  /** Of a process that never stands still. */
  public static final Pulse STEADY =
      new Pulse(Clock.systemUTC(), Duration.ofMillis(Long.MAX_VALUE));

  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final Clock clock;
  private final long session;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pulse");
            thread.setDaemon(true);
            return thread;
          });
  private long last;
  private long longest;

  /** Does not beat by itself. */
  Pulse(Clock clock, Duration session) {
    this.clock = clock;
    this.session = session.toMillis();
    this.last = clock.millis();
  }

  /** Beats on a thread of its own. */
  public static Pulse start() {
    Pulse pulse = new Pulse(Clock.systemUTC(), StreamsProperties.SESSION);
    pulse.heart.scheduleWithFixedDelay(pulse::beat, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    return pulse;
  }

  synchronized void beat() {
    long now = clock.millis();
    longest = Math.max(longest, now - last);
    last = now;
  }

  /** What was before does not matter any more: all that is stored is about to be read. */
  synchronized void beginAnew() {
    longest = 0;
    last = clock.millis();
  }

  /**
   * Does nothing, unless too much time has passed between two beats.
   *
   * @throws KafkaException which makes another thread begin anew with what is stored by then
   */
  synchronized void check() {
    // Whichever thread wakes up first, this one or the one that beats.
    long stood = Math.max(longest, clock.millis() - last);
    if (stood > session) {
      throw new KafkaException(
          "this process stood still for %d ms; another one may have its work by now"
              .formatted(stood));
    }
  }

  @Override
  public void close() {
    heart.shutdownNow();
  }
}
