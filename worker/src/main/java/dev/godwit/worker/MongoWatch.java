package dev.godwit.worker;

import dev.godwit.boot.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps looking whether MongoDB can be reached and tells {@link Health}. */
final class MongoWatch implements AutoCloseable {

  /** Under what name it tells. */
  static final String COMPONENT = "mongodb";

  /** Between two looks. A ping that fails has waited for some seconds already. */
  record Pauses(Duration whileUp, Duration whileDown) {
    static final Pauses STANDARD = new Pauses(Duration.ofSeconds(5), Duration.ofSeconds(1));
  }

  private final Runnable ping;
  private final Health health;
  private final Pauses pauses;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "mongodb-watch");
  private volatile @Nullable String down;

  private MongoWatch(Runnable ping, Health health, Pauses pauses) {
    this.ping = ping;
    this.health = health;
    this.pauses = pauses;
  }

  /**
   * Begins to watch; does not wait for anything.
   *
   * @param ping throws when MongoDB gives no sign of life
   */
  static MongoWatch start(Runnable ping, Health health, Pauses pauses) {
    MongoWatch watch = new MongoWatch(ping, health, pauses);
    health.expect(COMPONENT, "not reached yet");
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** Why MongoDB cannot be used; empty when it can, or nobody has tried yet. */
  Optional<String> whyDown() {
    return Optional.ofNullable(down);
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }

  private void watch() {
    try {
      do {
        look();
      } while (!closed.await(
          (down == null ? pauses.whileUp() : pauses.whileDown()).toMillis(),
          TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      ping.run();
      down = null;
      health.up(COMPONENT);
    } catch (RuntimeException e) {
      if (closed.getCount() > 0) {
        String reason = String.valueOf(e.getMessage());
        down = "MongoDB cannot be used: " + reason;
        health.down(
            COMPONENT, reason, "it is tried again every second, and tasks are declined meanwhile");
      }
    }
  }
}
