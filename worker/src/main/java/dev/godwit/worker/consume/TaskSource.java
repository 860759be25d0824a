package dev.godwit.worker.consume;

import java.time.Duration;
import java.util.List;

/**
 * Where tasks come from, whatever the way in which they are shared out among workers.
 *
 * <p>All methods but {@link #wakeUp} and those of the delivered tasks belong to one thread.
 */
public interface TaskSource extends AutoCloseable {

  /**
   * Waits for tasks. Must be called again and again, also when there is no room, because that is
   * how others see that this worker lives.
   *
   * @param room how many may be handed over
   * @param patience how long to wait for the first
   * @throws RuntimeException when the source cannot be used any longer
   */
  List<DeliveredTask> poll(int room, Duration patience);

  /** Ends a poll that waits; may be called from any thread. */
  void wakeUp();

  /** Lets others have everything that is not done. */
  @Override
  void close();
}
