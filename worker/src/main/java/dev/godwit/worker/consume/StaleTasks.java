package dev.godwit.worker.consume;

import dev.godwit.protocol.Task;
import java.util.Optional;

/**
 * Which tasks nobody waits for any more.
 *
 * <p>Only what is seen to be newer makes a task stale: who has not seen a task's own run and batch
 * yet is behind, and drops nothing. Status does not count, because what is outstanding still counts
 * when it lands. A dry run leaves no trace in any state, and is never stale.
 */
final class StaleTasks {

  private StaleTasks() {}

  /** Why nobody waits for it; empty when somebody may. */
  static Optional<String> reason(Task task, Optional<KnownState> known) {
    if (task.kind() == Task.Kind.DRY_RUN || known.isEmpty()) {
      return Optional.empty();
    }
    int run = known.get().run();
    if (run > task.batchId().run()) {
      return Optional.of("run %d has begun".formatted(run));
    }
    long batch = known.get().batches().getOrDefault(task.batchId().segment(), -1L);
    return run == task.batchId().run() && batch > task.batchId().batch()
        ? Optional.of("batch %d was asked for".formatted(batch))
        : Optional.empty();
  }
}
