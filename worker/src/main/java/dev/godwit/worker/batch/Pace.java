package dev.godwit.worker.batch;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Time and chance, as the work on batches sees them.
 *
 * @param clock tells how long a page takes, and when something happened
 * @param random spreads pauses
 * @param pause how to wait
 */
public record Pace(Clock clock, RandomGenerator random, Pause pause) {

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    /** Returns after that long, or when the thread is interrupted. */
    void sleep(Duration duration) throws InterruptedException;
  }

  /** Of this machine. */
  public static Pace real() {
    return new Pace(
        Clock.systemUTC(),
        RandomGenerator.getDefault(),
        duration -> Thread.sleep(duration.toMillis()));
  }
}
