package dev.godwit.worker.consume;

import dev.godwit.protocol.Task;

/** Hears of what becomes of records that never get to the work; must be quick and not throw. */
public interface ConsumeListener {

  /** A record was no task, and is skipped. */
  void malformed();

  /** A record of the state topic was no state, and is skipped. */
  default void malformedState() {}

  /** Nobody waits for the task any more, and it is dropped. */
  void dropped(Task task);

  /** So many tasks are worked on at the moment. */
  void inFlight(int tasks);

  /** No task will be taken any more; only a restart helps. */
  void broken(String reason);
}
