package dev.godwit.worker.batch;

import dev.godwit.boot.Backoff;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Trouble;
import java.time.Duration;
import java.util.function.Supplier;

/** Tries again what failed by something that passes, a few times, before the batch is given up. */
final class Attempts {

  /** Together with the driver's own retry and search for a server, some ten seconds. */
  static final int MOST = 4;

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

  private final Pace pace;

  Attempts(Pace pace) {
    this.pace = pace;
  }

  /**
   * Reads something.
   *
   * @throws DatabaseException when it fails for good, or too often
   */
  <T> T read(Supplier<T> reading) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return reading.get();
      } catch (DatabaseException e) {
        if (e.trouble() == Trouble.INTERRUPTED) {
          throw stopped();
        }
        if (e.trouble() != Trouble.PASSING || failures >= MOST) {
          throw e;
        }
        pause(failures);
      }
    }
  }

  /** Waits after so many failures in a row. */
  void pause(int failures) throws InterruptedException {
    pace.pause().sleep(BACKOFF.pauseAfter(failures, pace.random()));
  }

  /** Forgets the interrupt, as everything does that throws this. */
  static InterruptedException stopped() {
    Thread.interrupted();
    return new InterruptedException("the worker stops");
  }

  /**
   * To be called where nothing has been done yet.
   *
   * @throws InterruptedException when the worker stops
   */
  static void giveUpIfStopped() throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw stopped();
    }
  }
}
