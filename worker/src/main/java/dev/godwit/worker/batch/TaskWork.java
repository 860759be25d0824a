package dev.godwit.worker.batch;

import dev.godwit.protocol.Task;

/** Does what one task asks for; called from several threads at the same time. */
@FunctionalInterface
public interface TaskWork {

  /**
   * Does it, and says how it went; what goes wrong with the batch or a server is part of the
   * result.
   *
   * @param signs hears 0 when the work begins, unless the task is declined, and then from time to
   *     time how far it is
   * @throws InterruptedException when the thread was interrupted; the task is then done again by
   *     another worker, because this one stops
   */
  WorkResult perform(Task task, Signs signs) throws InterruptedException;

  /** Hears how far the work on a page is; must be quick and not throw. */
  @FunctionalInterface
  interface Signs {
    /** So many documents of the page are done. */
    void documentsDone(long documents);

    /** Whether the worker stops; if not, an interrupt of the thread is no word of it. */
    default boolean isStopping() {
      return false;
    }
  }
}
