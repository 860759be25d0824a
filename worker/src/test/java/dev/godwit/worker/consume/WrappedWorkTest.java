package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.batch.WorkResult;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrappedWorkTest {

  private static final Task TASK = Samples.batch(1, 0, 1);
  private static final TaskWork DONE = (task, signs) -> WorkResult.of(Samples.completed(task));

  @Test
  void whateverIsThrownBecomesAFailedBatch() throws Exception {
    for (Throwable failure :
        new Throwable[] {
          new IllegalStateException("a bug"), new StackOverflowError("deep"), new OutOfMemoryError()
        }) {
      // when
      WorkResult result = perform(GuardedWork.wrap(throwing(failure), "w", Samples.CLOCK), TASK);

      // then
      Event.Failed failed = (Event.Failed) Objects.requireNonNull(result.event());
      assertThat(failed.kind()).isEqualTo(FailureKind.PAGE);
      assertThat(failed.message()).contains("worker w").contains(failure.toString());
      assertThat(failed.origin()).isEqualTo(Samples.origin(TASK));
    }
  }

  @Test
  void aDryRunThatThrowsIsAnsweredAndIsNoFailureOfTheRun() throws Exception {
    // when
    WorkResult result =
        perform(
            GuardedWork.wrap(throwing(new IllegalStateException("a bug")), "w", Samples.CLOCK),
            Samples.dryRun(1));

    // then
    assertThat(result.event()).isNull();
    assertThat(Objects.requireNonNull(result.reply()).accepted()).isFalse();
    assertThat(result.reply().id()).isEqualTo("id-1");
    assertThat(result.reply().message()).contains("a bug");
  }

  @Test
  void anInterruptOfAWorkerThatStopsIsNoFailure() {
    // given
    TaskWork interrupted =
        (task, signs) -> {
          Thread.currentThread().interrupt();
          throw new InterruptedException();
        };
    TaskWork work = GuardedWork.wrap(interrupted, "w", Samples.CLOCK);

    // then
    assertThatThrownBy(() -> work.perform(TASK, new Stopping()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptOfNobodyIsAFailedBatch() throws Exception {
    // given
    TaskWork interrupted =
        (task, signs) -> {
          Thread.currentThread().interrupt();
          throw new InterruptedException();
        };
    TaskWork work = GuardedWork.wrap(interrupted, "w", Samples.CLOCK);

    // then
    assertThat(perform(work, TASK).event())
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.PAGE);
              assertThat(failed.message()).contains("worker w", "although the worker does not");
            });
    assertThat(Thread.interrupted()).isFalse();
    assertThat(Objects.requireNonNull(perform(work, Samples.dryRun(1)).reply()).accepted())
        .isFalse();
  }

  /** The signs of a task while the worker stops. */
  private record Stopping() implements TaskWork.Signs {
    @Override
    public void documentsDone(long documents) {}

    @Override
    public boolean isStopping() {
      return true;
    }
  }

  @Test
  void tasksAreDeclinedWhileSomethingStandsInTheWay() throws Exception {
    // given
    TaskWork work =
        DecliningWork.wrap(DONE, () -> Optional.of("MongoDB is away"), "w", Samples.CLOCK);

    // then
    assertThat(perform(work, TASK).event())
        .isEqualTo(new Event.Declined(Samples.origin(TASK), "worker w: MongoDB is away", null));
    assertThat(perform(work, Samples.dryRun(1)).event())
        .isInstanceOfSatisfying(
            Event.Declined.class,
            declined -> assertThat(declined.task()).isEqualTo(Samples.dryRun(1)));
  }

  @Test
  void tasksAreDoneWhenNothingStandsInTheWay() throws Exception {
    // given
    TaskWork work = DecliningWork.wrap(DONE, Optional::empty, "w", Samples.CLOCK);

    // then
    assertThat(perform(work, TASK).event()).isEqualTo(Samples.completed(TASK));
  }

  @Test
  void loggingChangesNothing() throws Exception {
    assertThat(perform(LoggedWork.wrap(DONE), TASK).event()).isEqualTo(Samples.completed(TASK));
  }

  private static TaskWork throwing(Throwable failure) {
    return (task, signs) -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    };
  }

  private static WorkResult perform(TaskWork work, Task task) throws InterruptedException {
    return work.perform(task, documents -> {});
  }
}
