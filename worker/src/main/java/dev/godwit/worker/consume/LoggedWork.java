package dev.godwit.worker.consume;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.batch.WorkResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line per task: for those who look closely when all is well, for everybody when it is not, or
 * when a run begins or ends.
 */
public final class LoggedWork {

  private static final Logger LOG = LoggerFactory.getLogger(LoggedWork.class);

  private LoggedWork() {}

  /** The same work, logged. */
  public static TaskWork wrap(TaskWork work) {
    return (task, signs) -> {
      WorkResult result = work.perform(task, signs);
      log(task, result);
      return result;
    };
  }

  private static void log(Task task, WorkResult result) {
    Event event = result.event();
    if (event instanceof Event.Completed completed) {
      completed(task, completed);
    } else if (event instanceof Event.Failed failed) {
      line(LOG.atWarn(), task)
          .addKeyValue("kind", failed.kind().wireName())
          .log("A task failed: {}", failed.message());
    } else if (event instanceof Event.LettersGone gone) {
      line(LOG.atWarn(), task)
          .log(
              "Dead letters from offset {} on are to be tried again, but the topic has only {} to"
                  + " {}",
              gone.asked(),
              gone.keptFrom(),
              gone.keptTo() - 1);
    } else if (event instanceof Event.Declined declined) {
      line(LOG.atInfo(), task).log("A task is declined: {}", declined.reason());
    } else if (event instanceof Event.Prepared prepared) {
      line(LOG.atInfo(), task)
          .addKeyValue("estimatedTotal", prepared.estimatedTotal())
          .log(
              prepared.refusal() == null ? "A run begins" : "A run is refused: {}",
              prepared.refusal());
    } else if (result.reply() != null) {
      line(LOG.atInfo(), task).log("A dry run is answered: {}", result.reply().message());
    }
  }

  private static void completed(Task task, Event.Completed completed) {
    LoggingEventBuilder level =
        completed.error() != null
            ? LOG.atWarn()
            : completed.span().done() ? LOG.atInfo() : LOG.atDebug();
    line(level, task)
        .addKeyValue("processed", completed.counts().processed())
        .addKeyValue("updated", completed.counts().updated())
        .addKeyValue("failed", completed.counts().failed())
        .addKeyValue("conflicts", completed.counts().conflicts())
        .addKeyValue("totalMs", completed.timing().totalMs())
        .log(
            completed.error() != null
                ? "A page stops at a document: " + completed.error().message()
                : completed.tried() != null
                    ? "Dead letters were tried again"
                    : completed.span().done() ? "The last page is done" : "A page is done");
  }

  private static LoggingEventBuilder line(LoggingEventBuilder level, Task task) {
    return TaskLog.about(level, task);
  }
}
