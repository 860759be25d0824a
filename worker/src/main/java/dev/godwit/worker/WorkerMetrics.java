package dev.godwit.worker;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.batch.WorkResult;
import dev.godwit.worker.consume.ConsumeListener;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Measures what the worker does. */
final class WorkerMetrics implements ConsumeListener {

  /** Meters about a migration go when there was no task of it for so long. */
  static final Duration KEPT = Duration.ofDays(7);

  private final MeterRegistry registry;
  private final Consumer<String> onFailure;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Clock clock;
  private final Map<String, Instant> lastTask = new ConcurrentHashMap<>();

  /**
   * Begins with nothing done.
   *
   * @param known how many migrations there are
   * @param onFailure told when no task will be taken any more
   */
  WorkerMetrics(MeterRegistry registry, int known, Consumer<String> onFailure, Clock clock) {
    this.registry = registry;
    this.onFailure = onFailure;
    this.clock = clock;
    WorkerMetric.MALFORMED.counter(registry);
    WorkerMetric.MALFORMED_STATES.counter(registry);
    WorkerMetric.IN_FLIGHT.gauge(registry, inFlight::get);
    WorkerMetric.KNOWN.gauge(registry, () -> known);
  }

  /** The same work, measured. */
  TaskWork measured(TaskWork work) {
    return (task, signs) -> {
      String migration = task.batchId().migration();
      begun(migration);
      WorkResult result = work.perform(task, signs);
      WorkerMetric.BATCHES
          .counter(registry, migration, task.kind().wireName(), name(result))
          .increment();
      WorkerMetric.DEAD_LETTERS.counter(registry, migration).increment(result.deadLetters().size());
      if (result.event() instanceof Event.Completed completed) {
        completed(migration, completed);
      }
      return result;
    };
  }

  @Override
  public void malformed() {
    WorkerMetric.MALFORMED.counter(registry).increment();
  }

  @Override
  public void malformedState() {
    WorkerMetric.MALFORMED_STATES.counter(registry).increment();
  }

  @Override
  public void dropped(Task task) {
    begun(task.batchId().migration());
    WorkerMetric.DROPPED.counter(registry, task.batchId().migration()).increment();
  }

  @Override
  public void inFlight(int tasks) {
    inFlight.set(tasks);
  }

  @Override
  public void broken(String reason) {
    onFailure.accept(reason);
  }

  /** What alerts look at begins at zero, else Prometheus would not see the first increase. */
  private void begun(String migration) {
    Instant now = clock.instant();
    if (lastTask.put(migration, now) == null) {
      WorkerMetric.DEAD_LETTERS.counter(registry, migration);
      WorkerMetric.DROPPED.counter(registry, migration);
      WorkerMetric.CONFLICTS.counter(registry, migration);
      documents(migration, "failed", 0);
      forgetThoseWithoutTasksSince(now.minus(KEPT));
    }
  }

  private void forgetThoseWithoutTasksSince(Instant then) {
    if (lastTask.values().removeIf(last -> last.isBefore(then))) {
      for (Meter meter : registry.getMeters()) {
        String migration = meter.getId().getTag("migration");
        if (migration != null && !lastTask.containsKey(migration)) {
          registry.remove(meter);
        }
      }
    }
  }

  private void completed(String migration, Event.Completed completed) {
    Counts counts = completed.counts();
    documents(migration, "updated", counts.updated());
    documents(migration, "unchanged", counts.unchanged());
    documents(migration, "deleted", counts.deleted());
    documents(migration, "failed", counts.failed());
    documents(migration, "vanished", counts.vanished());
    WorkerMetric.CONFLICTS.counter(registry, migration).increment(counts.conflicts());
    WorkerMetric.BATCH_DOCUMENTS.sizes(registry, migration).record(counts.processed());
    Event.Timing timing = completed.timing();
    time(WorkerMetric.WAITED, migration, timing.waitedMs());
    time(WorkerMetric.READ, migration, timing.readMs());
    time(WorkerMetric.MIGRATE, migration, timing.migrateMs());
    time(WorkerMetric.WRITE, migration, timing.writeMs());
    time(WorkerMetric.BATCH, migration, timing.totalMs());
  }

  private void documents(String migration, String outcome, long count) {
    WorkerMetric.DOCUMENTS.counter(registry, migration, outcome).increment(count);
  }

  private void time(WorkerMetric metric, String migration, long millis) {
    metric.timer(registry, migration).record(Duration.ofMillis(Math.max(0, millis)));
  }

  private static String name(WorkResult result) {
    Event event = result.event();
    if (event instanceof Event.Completed completed) {
      return completed.error() == null ? "completed" : "stopped";
    } else if (event instanceof Event.Failed failed) {
      return failed.kind().wireName();
    } else if (event instanceof Event.Prepared prepared) {
      return prepared.refusal() == null ? "prepared" : "refused";
    } else if (event instanceof Event.LettersGone) {
      return "gone";
    } else if (event instanceof Event.Declined) {
      return "declined";
    }
    return result.reply() != null && result.reply().accepted() ? "answered" : "refused";
  }
}
