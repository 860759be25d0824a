package dev.godwit.worker.consume;

import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.TaskWork;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one delivered task through all its steps, from the record to the event. */
final class TaskRunner {

  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

  private final KnownStates states;
  private final TaskWork work;
  private final LifeSigns signs;
  private final Outbox outbox;
  private final ConsumeListener listener;

  TaskRunner(
      KnownStates states, TaskWork work, LifeSigns signs, Outbox outbox, ConsumeListener listener) {
    this.states = states;
    this.work = work;
    this.signs = signs;
    this.outbox = outbox;
    this.listener = listener;
  }

  /**
   * Does it, and says that it is done only when everything that came of it is told.
   *
   * @param stopping whether the worker stops
   * @throws InterruptedException when the worker stops; the task then is not done
   */
  void run(DeliveredTask delivered, BooleanSupplier stopping) throws InterruptedException {
    Task task;
    try {
      task = TaskReader.read(delivered.value());
    } catch (MalformedMessageException e) {
      LOG.atWarn()
          .addKeyValue("partition", delivered.partition())
          .addKeyValue("offset", delivered.offset())
          .log("A record of the tasks topic is skipped: {}", e.getMessage());
      listener.malformed();
      delivered.done();
      return;
    }
    Optional<String> stale = StaleTasks.reason(task, states.find(task.batchId().migration()));
    if (stale.isPresent()) {
      TaskLog.about(LOG.atDebug(), task).log("The task is dropped: {}", stale.get());
      listener.dropped(task);
    } else {
      perform(task, stopping);
    }
    delivered.done();
  }

  /** There are signs until all is told: work that waits for Kafka is not to be done again. */
  private void perform(Task task, BooleanSupplier stopping) throws InterruptedException {
    try (LifeSigns.Signs ofTask = signs.of(task, stopping)) {
      outbox.surely(work.perform(task, ofTask));
    }
  }
}
