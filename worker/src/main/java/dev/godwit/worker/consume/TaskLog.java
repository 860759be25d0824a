package dev.godwit.worker.consume;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Task;
import org.slf4j.spi.LoggingEventBuilder;

/** Says in the log which task a line is about, always in the same words. */
final class TaskLog {

  private TaskLog() {}

  static LoggingEventBuilder about(LoggingEventBuilder line, Task task) {
    BatchId id = task.batchId();
    return line.addKeyValue("task", task.kind().wireName())
        .addKeyValue("migration", id.migration())
        .addKeyValue("run", id.run())
        .addKeyValue("segment", id.segment())
        .addKeyValue("batch", id.batch())
        .addKeyValue("attempt", task.attempt());
  }
}
