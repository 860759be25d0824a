package dev.godwit.worker.consume;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.batch.WorkResult;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever the work throws into a failed batch, which is tried again and then halved. */
public final class GuardedWork {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedWork.class);

  private static final String STRAY =
      "the migration's code, or a library that it uses, interrupted the thread or threw an"
          + " InterruptedException, although the worker does not stop";

  private GuardedWork() {}

  /** The same work, which throws nothing unexpected. */
  public static TaskWork wrap(TaskWork work, String worker, Clock clock) {
    Answers answers = new Answers(worker, clock);
    return (task, signs) -> {
      try {
        return work.perform(task, signs);
      } catch (InterruptedException e) {
        if (signs.isStopping()) {
          throw e;
        }
        TaskLog.about(LOG.atWarn(), task).setCause(e).log("The work on a task was interrupted");
        return failed(task, "worker %s: %s".formatted(worker, STRAY), answers);
      } catch (RuntimeException | Error e) {
        // An error too: too little memory for a page may be enough for half of it.
        TaskLog.about(LOG.atError(), task)
            .setCause(e)
            .log("The work on a task failed unexpectedly");
        return failed(task, "worker " + worker + ": " + e, answers);
      } finally {
        forgetStrayInterrupt(signs);
      }
    };
  }

  /** Kept, it would keep the thread from telling what came of the task. */
  private static void forgetStrayInterrupt(TaskWork.Signs signs) {
    if (Thread.interrupted() && signs.isStopping()) {
      Thread.currentThread().interrupt();
    }
  }

  private static WorkResult failed(Task task, String reason, Answers answers) {
    return task.kind() == Task.Kind.DRY_RUN
        ? answers.refused(task, "the dry run did not work: " + Texts.cut(reason))
        : WorkResult.of(
            new Event.Failed(answers.origin(task), FailureKind.PAGE, Texts.cut(reason)));
  }
}
