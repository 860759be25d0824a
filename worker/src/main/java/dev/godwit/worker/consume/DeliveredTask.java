package dev.godwit.worker.consume;

import org.jspecify.annotations.Nullable;

/** A record of the tasks topic that this worker has to handle. */
public interface DeliveredTask {

  /** The bytes; null when the record has none. */
  byte @Nullable [] value();

  /** In which partition it lies. */
  int partition();

  /** Where in the partition it lies. */
  long offset();

  /**
   * It must not be handed over again, whatever came of it; may be called from any thread, and takes
   * effect with the next poll. As long as this was not called, nothing after it in the same
   * partition is handed over.
   */
  void done();
}
