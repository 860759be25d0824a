package dev.godwit.boot;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/**
 * Makes the meters of libraries keep to our rules: leaves out those whose names Prometheus' own
 * checks refuse, those that are there twice, and labels that are others at each start; gives a help
 * text to those that have none.
 */
final class LibraryMeters implements MeterFilter {

  private final String topicPrefix;

  /**
   * @param topicPrefix with what the names of our topics begin
   */
  LibraryMeters(String topicPrefix) {
    this.topicPrefix = topicPrefix;
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    boolean denied = isNamedAgainstTheRules(id) || isOfTopicInItsOldSpelling(id);
    return denied ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    String description = id.getDescription();
    return new Meter.Id(
        id.getName(),
        Tags.of(id.getTags().stream().filter(tag -> !tag.getKey().equals("cluster.id")).toList()),
        id.getBaseUnit(),
        description == null || description.isBlank()
            ? id.getName().replace('.', ' ') + ", as the library measures it"
            : description,
        id.getType());
  }

  /** Abbreviated units, and what looks like a part of a histogram. */
  private static boolean isNamedAgainstTheRules(Meter.Id id) {
    String unit = id.getBaseUnit();
    return id.getName().matches(".*\\.(ns|ms)(\\..*)?")
        || "ns".equals(unit)
        || (unit == null && id.getName().endsWith(".count"));
  }

  /** Kafka's clients also count godwit.tasks as godwit_tasks, which would double every sum. */
  private boolean isOfTopicInItsOldSpelling(Meter.Id id) {
    String topic = id.getName().startsWith("kafka.") ? id.getTag("topic") : null;
    return topic != null && !topic.startsWith(topicPrefix);
  }
}
