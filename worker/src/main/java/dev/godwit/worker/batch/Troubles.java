package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Trouble;

/**
 * The troubles that writes of one batch meet: each may be followed by another try, up to a limit.
 *
 * <p>Not for use by several threads.
 */
final class Troubles implements AutoCloseable {

  private final Attempts attempts;
  private int inARow;
  private boolean interrupted;

  Troubles(Attempts attempts) {
    this.attempts = attempts;
  }

  /**
   * Waits until the same may be tried again.
   *
   * @throws DatabaseException that trouble, when trying again is no use, or was none too often
   */
  void happened(DatabaseException trouble) {
    inARow++;
    boolean mayPass =
        trouble.trouble() == Trouble.PASSING
            || trouble.trouble() == Trouble.TOO_SLOW
            || trouble.trouble() == Trouble.INTERRUPTED;
    if (!mayPass || inARow >= Attempts.MOST) {
      throw trouble;
    }
    // When the worker stops, what was written is looked at first, so that it is counted.
    interrupted |= Thread.interrupted();
    if (!interrupted) {
      pause();
    }
  }

  private void pause() {
    try {
      attempts.pause(inARow);
    } catch (InterruptedException e) {
      interrupted = true;
    }
  }

  void none() {
    inARow = 0;
  }

  /** Hands on an interrupt that was kept. */
  @Override
  public void close() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
