package dev.godwit.boot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * How a meter is described: name, labels and help together, so that they are defined once.
 *
 * @param kind what is measured, and in which unit
 * @param id its name, with dots and without what Prometheus appends for kind and unit
 * @param description its help text
 * @param tags the names of its labels, each of which has few values
 */
public record MeterSpec(Kind kind, String id, String description, List<String> tags) {

  private static final String SECONDS = "seconds";

  /** From what a hop takes to what a page may take at most; few, because each is a series. */
  private static final Duration[] TIMES =
      DoubleStream.of(1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1e3, 2.5e3, 5e3, 10e3, 30e3, 60e3)
          .mapToObj(millis -> Duration.ofNanos(Math.round(millis * 1e6)))
          .toArray(Duration[]::new);

  private static final double[] SIZES = {1, 10, 50, 100, 250, 500, 1e3, 2.5e3, 5e3, 1e4, 1e5};

  /** What is measured, and what Prometheus makes of it. */
  public enum Kind {
    COUNTER("counter", "_total"),
    SECONDS_COUNTER("counter", "_seconds_total"),
    GAUGE("gauge", ""),
    SECONDS_GAUGE("gauge", "_seconds"),
    SUMMARY("summary", "_seconds"),
    HISTOGRAM("histogram", "_seconds"),
    SIZES("histogram", "");

    private final String type;
    private final String suffix;

    Kind(String type, String suffix) {
      this.type = type;
      this.suffix = suffix;
    }
  }

  public MeterSpec {
    tags = List.copyOf(tags);
  }

  public static MeterSpec of(Kind kind, String id, String description, String... tags) {
    return new MeterSpec(kind, id, description, List.of(tags));
  }

  /** The counter with these values of its labels, in the order of their names. */
  public Counter counter(MeterRegistry registry, String... values) {
    Counter.Builder counter = Counter.builder(id).description(description).tags(tagged(values));
    return (kind == Kind.SECONDS_COUNTER ? counter.baseUnit(SECONDS) : counter).register(registry);
  }

  public Timer timer(MeterRegistry registry, String... values) {
    Timer.Builder timer = Timer.builder(id).description(description).tags(tagged(values));
    return (kind == Kind.HISTOGRAM ? timer.serviceLevelObjectives(TIMES) : timer)
        .register(registry);
  }

  public DistributionSummary sizes(MeterRegistry registry, String... values) {
    return DistributionSummary.builder(id)
        .description(description)
        .tags(tagged(values))
        .serviceLevelObjectives(SIZES)
        .register(registry);
  }

  /**
   * @param value asked whenever somebody looks, on any thread
   */
  public Gauge gauge(MeterRegistry registry, Supplier<Number> value, String... values) {
    Gauge.Builder<?> gauge = Gauge.builder(id, value).description(description).tags(tagged(values));
    return (kind == Kind.SECONDS_GAUGE ? gauge.baseUnit(SECONDS) : gauge).register(registry);
  }

  /** What it is called in Prometheus. */
  public String prometheusName() {
    return id.replace('.', '_') + kind.suffix;
  }

  String row() {
    String labels = tags.stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |".formatted(prometheusName(), kind.type, labels, description);
  }

  private Tags tagged(String... values) {
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
