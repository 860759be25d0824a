package dev.godwit.coordinator;

import static dev.godwit.boot.MeterSpec.Kind.COUNTER;
import static dev.godwit.boot.MeterSpec.Kind.GAUGE;
import static dev.godwit.boot.MeterSpec.Kind.HISTOGRAM;
import static dev.godwit.boot.MeterSpec.Kind.SECONDS_COUNTER;
import static dev.godwit.boot.MeterSpec.Kind.SECONDS_GAUGE;
import static dev.godwit.boot.MeterSpec.Kind.SUMMARY;

import dev.godwit.boot.MeterSpec;
import dev.godwit.boot.MeterSpec.Kind;
import dev.godwit.boot.MeterTable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.function.Supplier;

/** Every metric of the coordinator, defined once; the table of DESIGN.md is made from it. */
enum CoordinatorMetric {
  COMMANDS(COUNTER, "godwit.commands", "commands that were answered", "command", "accepted"),
  EVENTS(COUNTER, "godwit.events", "events of workers that were taken in", "event"),
  MALFORMED(
      COUNTER,
      "godwit.malformed.messages",
      "records that could not be understood and were skipped",
      "topic"),
  TASKS_SENT(COUNTER, "godwit.tasks.sent", "tasks that were sent, repeats included", "task"),
  RETRIES(
      COUNTER,
      "godwit.retries",
      "tasks that were sent once more, by why; again for what needed no reason",
      "task",
      "reason"),
  HOP(
      HISTOGRAM,
      "godwit.hop",
      "from the sending of a task until its event is decided about, less the work between; what"
          + " the way through Kafka costs a page, waiting for a free worker included"),
  FAILURES(
      COUNTER,
      "godwit.decide.failures",
      "inputs that were skipped because of a bug; more than none deserve a look at the log"),
  DECIDE(SUMMARY, "godwit.decide", "time to decide what follows from an input", "input"),
  ACTIVE(
      GAUGE,
      "godwit.coordinator.active",
      "1 on the instance that decides, 0 on those that stand by"),
  WAITED(
      SECONDS_COUNTER,
      "godwit.waiting",
      "time during which migrations moved nothing and knew why, by why",
      "reason"),
  MIGRATIONS(GAUGE, "godwit.migrations", "known migrations by status", "status"),
  STATUS(
      GAUGE,
      "godwit.migration.status",
      "always 1; there for the status that a migration has now, and for no other",
      "migration",
      "status"),
  DOCUMENTS(
      GAUGE,
      "godwit.migration.documents",
      "documents of the run by what became of them, each counted once",
      "migration",
      "outcome"),
  PROCESSED(
      GAUGE,
      "godwit.migration.processed.documents",
      "documents that a run has handled",
      "migration"),
  ESTIMATED_TOTAL(
      GAUGE,
      "godwit.migration.estimated.documents",
      "about how many documents a run is for",
      "migration"),
  PROGRESS(
      GAUGE,
      "godwit.migration.progress.ratio",
      "how much of a run is done, 0 to 1; 1 only once it is over",
      "migration"),
  REMAINING(
      SECONDS_GAUGE,
      "godwit.migration.remaining",
      "how long a run will still take at the rate of the last 5 minutes",
      "migration"),
  OUTSTANDING(
      GAUGE,
      "godwit.migration.outstanding.batches",
      "batches that are asked for and not yet told of",
      "migration"),
  OLDEST(
      SECONDS_GAUGE,
      "godwit.migration.oldest.batch",
      "how long ago the oldest outstanding batch was asked for first, as far as this instance has"
          + " seen",
      "migration"),
  IDLE(
      SECONDS_GAUGE,
      "godwit.migration.idle",
      "how long ago the last batch of a running migration landed, as far as this instance has seen",
      "migration"),
  WAITING(
      SECONDS_GAUGE,
      "godwit.migration.waiting",
      "how long a running migration has been moving nothing for this reason",
      "migration",
      "reason");

  private final MeterSpec spec;

  CoordinatorMetric(Kind kind, String id, String description, String... tags) {
    this.spec = MeterSpec.of(kind, id, description, tags);
  }

  Counter counter(MeterRegistry registry, String... tagValues) {
    return spec.counter(registry, tagValues);
  }

  Timer timer(MeterRegistry registry, String... tagValues) {
    return spec.timer(registry, tagValues);
  }

  Gauge gauge(MeterRegistry registry, Supplier<Number> value, String... tagValues) {
    return spec.gauge(registry, value, tagValues);
  }

  /** The table for DESIGN.md, without a line end after the last row. */
  static String markdown() {
    return MeterTable.markdown(Arrays.stream(values()).map(metric -> metric.spec).toList());
  }
}
