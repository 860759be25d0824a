package dev.godwit.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Every metric of the worker, defined once; the table of the README is made from it. */
enum WorkerMetric {
  DOCUMENTS(
      Kind.COUNTER,
      "godwit.worker.documents",
      "documents by what became of them, repeated batches included",
      "migration",
      "outcome"),
  CONFLICTS(
      Kind.COUNTER,
      "godwit.worker.conflicts",
      "how often a document changed between read and write and was migrated again",
      "migration"),
  BATCHES(
      Kind.COUNTER,
      "godwit.worker.batches",
      "tasks by how they ended; outage, page and permanent are the kinds of failure",
      "migration",
      "task",
      "result"),
  BATCH(Kind.TIMER, "godwit.worker.batch", "time for a page", "migration"),
  READ(Kind.TIMER, "godwit.worker.read", "time for reading a page", "migration"),
  MIGRATE(Kind.TIMER, "godwit.worker.migrate", "time in the migration's code", "migration"),
  WRITE(Kind.TIMER, "godwit.worker.write", "time for writing a page", "migration"),
  WAITED(
      Kind.TIMER,
      "godwit.worker.waited",
      "time from the sending of a task to the start of work, by two clocks",
      "migration"),
  DROPPED(
      Kind.COUNTER,
      "godwit.worker.dropped.tasks",
      "tasks that nobody waited for any more",
      "migration"),
  MALFORMED(
      Kind.COUNTER,
      "godwit.worker.malformed.tasks",
      "records of the tasks topic that were no tasks and were skipped"),
  IN_FLIGHT(Kind.GAUGE, "godwit.worker.running.tasks", "tasks that are worked on now"),
  KNOWN(Kind.GAUGE, "godwit.worker.known.migrations", "migrations that this worker can run"),
  BUILD(Kind.GAUGE, "godwit.build", "always 1; says which version runs", "program", "version");

  /** What Prometheus makes of it. */
  private enum Kind {
    COUNTER("_total"),
    TIMER("_seconds"),
    GAUGE("");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  private final Kind kind;
  private final String id;
  private final String description;
  private final List<String> tags;

  WorkerMetric(Kind kind, String id, String description, String... tags) {
    this.kind = kind;
    this.id = id;
    this.description = description;
    this.tags = List.of(tags);
  }

  Counter counter(MeterRegistry registry, String... tagValues) {
    return Counter.builder(id).description(description).tags(tags(tagValues)).register(registry);
  }

  Timer timer(MeterRegistry registry, String... tagValues) {
    return Timer.builder(id).description(description).tags(tags(tagValues)).register(registry);
  }

  Gauge gauge(MeterRegistry registry, Supplier<Number> value, String... tagValues) {
    return Gauge.builder(id, value)
        .description(description)
        .tags(tags(tagValues))
        .register(registry);
  }

  /** The table for the README, without a line end after the last row. */
  static String markdown() {
    return Arrays.stream(values())
        .map(WorkerMetric::row)
        .collect(
            Collectors.joining(
                "\n", "| metric | type | labels | what it is |\n|---|---|---|---|\n", ""));
  }

  private String row() {
    String labels = tags.stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(
            id.replace('.', '_') + kind.suffix,
            kind.name().toLowerCase(Locale.ROOT),
            labels,
            description);
  }

  private Tags tags(String... values) {
    if (values.length != tags.size()) {
      throw new IllegalArgumentException(id + " has the tags " + tags);
    }
    Tags all = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      all = all.and(tags.get(i), values[i]);
    }
    return all;
  }
}
