package dev.godwit.worker.consume;

import dev.godwit.boot.Backoff;
import dev.godwit.boot.Health;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks on one thread, which never does anything that takes long, and has them done by
 * others.
 */
public final class TaskLoop implements AutoCloseable {

  /** Under what name it tells {@link Health}. */
  public static final String COMPONENT = "tasks";

  private static final Logger LOG = LoggerFactory.getLogger(TaskLoop.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

  private final Supplier<TaskSource> sources;
  private final TaskRunner runner;
  private final ConsumeListener listener;
  private final Health health;
  private final LoopLimits limits;
  private final ExecutorService workers;
  private final AtomicInteger running = new AtomicInteger();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::loop, "tasks");
  private volatile @Nullable TaskSource source;
  private volatile long deadline;
  private int failures;

  TaskLoop(
      Supplier<TaskSource> sources,
      TaskRunner runner,
      ConsumeListener listener,
      Health health,
      LoopLimits limits) {
    this.sources = sources;
    this.runner = runner;
    this.listener = listener;
    this.health = health;
    this.limits = limits;
    AtomicInteger number = new AtomicInteger();
    this.workers =
        Executors.newFixedThreadPool(
            limits.threads(), task -> new Thread(task, "batch-" + number.incrementAndGet()));
  }

  TaskLoop started() {
    health.expect(COMPONENT, "no share of the tasks yet");
    thread.start();
    return this;
  }

  /**
   * Takes no more tasks, lets those under way end, gives up those that do not end in time, and
   * tells the others that this worker is gone.
   */
  @Override
  public void close() {
    deadline = System.nanoTime() + limits.stopWithin().toNanos();
    stopping.countDown();
    wakeUp();
    try {
      thread.join();
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    health.forget(COMPONENT);
  }

  private void loop() {
    while (!isStopping()) {
      try (TaskSource current = sources.get()) {
        source = current;
        take(current);
        goOnWhileTasksEnd(current);
        endTasks();
      } catch (RuntimeException e) {
        failed(e);
      } catch (Error e) {
        LOG.atError().setCause(e).log("No more tasks are taken");
        health.broken(COMPONENT, String.valueOf(e));
        listener.broken("tasks cannot be taken any more: " + e);
        return;
      } finally {
        source = null;
      }
    }
    endTasks();
  }

  private void take(TaskSource current) {
    while (!isStopping()) {
      int room = limits.threads() - running.get();
      current.poll(room, PATIENCE).forEach(this::begin);
      failures = 0;
    }
  }

  /** So that what ends in time is still ours to commit. */
  private void goOnWhileTasksEnd(TaskSource current) {
    while (running.get() > 0 && System.nanoTime() - deadline < 0) {
      current.poll(0, Duration.ofMillis(50));
    }
  }

  private void endTasks() {
    workers.shutdown();
    try {
      if (workers.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return;
      }
      LOG.atInfo()
          .addKeyValue("tasks", running.get())
          .log("{} tasks do not end in time; other workers do them again", running.get());
      workers.shutdownNow();
      if (!workers.awaitTermination(AFTER_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().log("Some tasks do not even end when they are interrupted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(DeliveredTask task) {
    listener.inFlight(running.incrementAndGet());
    workers.execute(
        () -> {
          try {
            runner.run(task, this::isStopping);
          } catch (InterruptedException e) {
            if (isStopping()) {
              Thread.currentThread().interrupt();
            } else {
              skip(task, e);
            }
          } catch (RuntimeException | Error e) {
            skip(task, e);
          } finally {
            listener.inFlight(running.decrementAndGet());
            wakeUp();
          }
        });
  }

  /** Whoever waits for it asks again; kept, it would block its partition for ever. */
  private static void skip(DeliveredTask task, Throwable failure) {
    task.done();
    LOG.atError()
        .addKeyValue("partition", task.partition())
        .addKeyValue("offset", task.offset())
        .setCause(failure)
        .log("A task could not be handled because of a bug; it is skipped");
  }

  private void failed(RuntimeException e) {
    if (isStopping()) {
      LOG.atInfo().setCause(e).log("Tasks could not be left in an orderly way; nothing is lost");
      return;
    }
    failures++;
    health.down(
        COMPONENT,
        String.valueOf(e),
        "tasks are taken again after a pause of at most %d s"
            .formatted(limits.backoff().cap().toSeconds()));
    Duration pause = limits.backoff().pauseAfter(failures, RandomGenerator.getDefault());
    try {
      if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atDebug().log("Stopped while it waited");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void wakeUp() {
    TaskSource current = source;
    if (current != null) {
      current.wakeUp();
    }
  }

  /**
   * How much at once, and how long.
   *
   * @param threads how many tasks are done at the same time
   * @param stopWithin how long tasks may go on when the worker stops
   * @param backoff the pauses after a failure of the source
   */
  record LoopLimits(int threads, Duration stopWithin, Backoff backoff) {}
}
