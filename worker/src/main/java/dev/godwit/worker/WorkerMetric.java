package dev.godwit.worker;

import static dev.godwit.boot.MeterSpec.Kind.COUNTER;
import static dev.godwit.boot.MeterSpec.Kind.GAUGE;
import static dev.godwit.boot.MeterSpec.Kind.HISTOGRAM;
import static dev.godwit.boot.MeterSpec.Kind.SIZES;

import dev.godwit.boot.MeterSpec;
import dev.godwit.boot.MeterSpec.Kind;
import dev.godwit.boot.MeterTable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.function.Supplier;

/** Every metric of the worker, defined once; the table of DESIGN.md is made from it. */
enum WorkerMetric {
  DOCUMENTS(
      COUNTER,
      "godwit.worker.documents",
      "documents by what became of them, repeated batches included",
      "migration",
      "outcome"),
  CONFLICTS(
      COUNTER,
      "godwit.worker.conflicts",
      "how often a document changed between read and write and was migrated again",
      "migration"),
  DEAD_LETTERS(
      COUNTER,
      "godwit.worker.dead.letters",
      "documents that were skipped and went to the dead letters, repeated batches included",
      "migration"),
  BATCHES(
      COUNTER,
      "godwit.worker.batches",
      "tasks by how they ended; outage, page and permanent are the kinds of failure",
      "migration",
      "task",
      "result"),
  BATCH_DOCUMENTS(SIZES, "godwit.worker.batch.documents", "documents of a page", "migration"),
  BATCH(HISTOGRAM, "godwit.worker.batch", "time for a page", "migration"),
  READ(HISTOGRAM, "godwit.worker.read", "time for reading a page", "migration"),
  MIGRATE(HISTOGRAM, "godwit.worker.migrate", "time in the migration's code", "migration"),
  WRITE(HISTOGRAM, "godwit.worker.write", "time for writing a page", "migration"),
  WAITED(
      HISTOGRAM,
      "godwit.worker.waited",
      "time from the sending of a task to the start of work, by two clocks",
      "migration"),
  DROPPED(
      COUNTER, "godwit.worker.dropped.tasks", "tasks that nobody waited for any more", "migration"),
  MALFORMED(
      COUNTER,
      "godwit.worker.malformed.tasks",
      "records of the tasks topic that were no tasks and were skipped"),
  MALFORMED_STATES(
      COUNTER,
      "godwit.worker.malformed.states",
      "records of the state topic that were no states and were skipped"),
  IN_FLIGHT(GAUGE, "godwit.worker.running.tasks", "tasks that are worked on now"),
  KNOWN(GAUGE, "godwit.worker.known.migrations", "migrations that this worker can run");

  private final MeterSpec spec;

  WorkerMetric(Kind kind, String id, String description, String... tags) {
    this.spec = MeterSpec.of(kind, id, description, tags);
  }

  Counter counter(MeterRegistry registry, String... tagValues) {
    return spec.counter(registry, tagValues);
  }

  Timer timer(MeterRegistry registry, String... tagValues) {
    return spec.timer(registry, tagValues);
  }

  DistributionSummary sizes(MeterRegistry registry, String... tagValues) {
    return spec.sizes(registry, tagValues);
  }

  Gauge gauge(MeterRegistry registry, Supplier<Number> value, String... tagValues) {
    return spec.gauge(registry, value, tagValues);
  }

  /** The table for DESIGN.md, without a line end after the last row. */
  static String markdown() {
    return MeterTable.markdown(Arrays.stream(values()).map(metric -> metric.spec).toList());
  }
}
