package dev.godwit.worker.consume;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.batch.WorkResult;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Declines tasks while it is known that they cannot be done here: they then go round the workers
 * until one can, and the state says what they wait for.
 */
public final class DecliningWork {

  private DecliningWork() {}

  /**
   * The same work, as long as nothing stands in its way.
   *
   * @param obstacle why no task can be done at the moment; empty when they can
   */
  public static TaskWork wrap(
      TaskWork work, Supplier<Optional<String>> obstacle, String worker, Clock clock) {
    Answers answers = new Answers(worker, clock);
    return (task, signs) -> {
      Optional<String> reason = obstacle.get();
      return reason.isEmpty()
          ? work.perform(task, signs)
          : WorkResult.of(
              new Event.Declined(
                  answers.origin(task),
                  Texts.cut("worker %s: %s".formatted(worker, reason.get())),
                  task.kind() == Task.Kind.DRY_RUN ? task : null));
    };
  }
}
