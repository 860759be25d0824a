package dev.godwit.coordinator;

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

/** Every metric of the coordinator, defined once; the table of the README is made from it. */
enum CoordinatorMetric {
  COMMANDS(Kind.COUNTER, "godwit.commands", "commands that were answered", "command", "accepted"),
  EVENTS(Kind.COUNTER, "godwit.events", "events of workers that were taken in", "event"),
  MALFORMED(
      Kind.COUNTER,
      "godwit.malformed.messages",
      "records that could not be understood and were skipped",
      "topic"),
  TASKS_SENT(Kind.COUNTER, "godwit.tasks.sent", "tasks that were sent, repeats included", "task"),
  FAILURES(
      Kind.COUNTER,
      "godwit.decide.failures",
      "inputs that were skipped because of a bug; more than none deserve a look at the log"),
  DECIDE(Kind.TIMER, "godwit.decide", "time to decide what follows from an input", "input"),
  ACTIVE(
      Kind.GAUGE,
      "godwit.coordinator.active",
      "1 on the instance that decides, 0 on those that stand by"),
  MIGRATIONS(
      Kind.GAUGE, "godwit.migrations", "known migrations; on the active instance only", "status"),
  ESTIMATED_TOTAL(
      Kind.GAUGE,
      "godwit.migration.estimated.documents",
      "about how many documents a run is for; on the active instance only",
      "migration"),
  PROCESSED(
      Kind.GAUGE,
      "godwit.migration.processed.documents",
      "documents that a run has handled; on the active instance only",
      "migration"),
  OUTSTANDING(
      Kind.GAUGE,
      "godwit.migration.outstanding.batches",
      "batches that are asked for and not yet told of; on the active instance only",
      "migration"),
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

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> tags;

  CoordinatorMetric(Kind kind, String id, String description, String... tags) {
    this.kind = kind;
    this.id = id;
    this.description = description;
    this.tags = List.of(tags);
  }

  Counter counter(MeterRegistry registry, String... tagValues) {
    return Counter.builder(id).description(description).tags(tags(tagValues)).register(registry);
  }

  Timer timer(MeterRegistry registry, String... tagValues) {
    return Timer.builder(id)
        .description(description)
        .tags(tags(tagValues))
        .publishPercentileHistogram(false)
        .register(registry);
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
        .map(CoordinatorMetric::row)
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
