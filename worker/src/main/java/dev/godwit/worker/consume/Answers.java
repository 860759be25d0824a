package dev.godwit.worker.consume;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.WorkResult;
import java.time.Clock;

/**
 * What a worker answers by itself, without work.
 *
 * @param worker its name
 */
record Answers(String worker, Clock clock) {

  Event.Origin origin(Task task) {
    return new Event.Origin(task.batchId(), task.attempt(), worker, clock.instant());
  }

  WorkResult refused(Task dryRun, String message) {
    return WorkResult.of(
        new Reply(
            "start",
            dryRun.dryRun() == null ? null : dryRun.dryRun().commandId(),
            dryRun.batchId().migration(),
            false,
            message,
            clock.instant(),
            null));
  }
}
