package dev.godwit.worker.consume;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.TaskWork;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Says that the work on a task has begun, and every few seconds that it is still worked on. Nothing
 * is said of a dry run: it has no batch of its own, and would be taken for a sign of the run's.
 */
final class LifeSigns {

  private final Outbox outbox;
  private final ScheduledExecutorService timer;
  private final Duration interval;
  private final String worker;
  private final Clock clock;

  LifeSigns(
      Outbox outbox,
      ScheduledExecutorService timer,
      Duration interval,
      String worker,
      Clock clock) {
    this.outbox = outbox;
    this.timer = timer;
    this.interval = interval;
    this.worker = worker;
    this.clock = clock;
  }

  /**
   * The signs of one task, until they are closed.
   *
   * @param stopping whether the worker stops
   */
  Signs of(Task task, BooleanSupplier stopping) {
    return task.kind() == Task.Kind.DRY_RUN ? new Signs(stopping) : new Sent(task, stopping);
  }

  /** Keeps quiet. */
  static class Signs implements TaskWork.Signs, AutoCloseable {

    private final BooleanSupplier stopping;

    Signs(BooleanSupplier stopping) {
      this.stopping = stopping;
    }

    @Override
    public void documentsDone(long documents) {}

    @Override
    public boolean isStopping() {
      return stopping.getAsBoolean();
    }

    @Override
    public void close() {}
  }

  private final class Sent extends Signs {

    private final Task task;
    private final AtomicLong documents = new AtomicLong();
    private final ScheduledFuture<?> repeated;
    private volatile boolean begun;

    Sent(Task task, BooleanSupplier stopping) {
      super(stopping);
      this.task = task;
      repeated =
          timer.scheduleAtFixedRate(
              this::working, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The first one says that the work has begun: what is declined was never taken. */
    @Override
    public void documentsDone(long soMany) {
      documents.set(soMany);
      if (!begun) {
        outbox.soon(new Event.Taken(origin()));
        begun = true;
      }
    }

    @Override
    public void close() {
      repeated.cancel(false);
    }

    private void working() {
      if (!begun) {
        return;
      }
      outbox.soon(new Event.Working(origin(), documents.get()));
    }

    private Event.Origin origin() {
      return new Event.Origin(task.batchId(), task.attempt(), worker, clock.instant());
    }
  }
}
