package dev.godwit.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Prometheus gets from coordinators and workers: the tables, which are made from the code, and
 * what libraries add.
 */
final class KnownMetrics {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(godwit_[a-z_]+)` \\| ([a-z]+) \\| ([^|]*)\\|");
  private static final Pattern LABEL = Pattern.compile("`([a-z_]+)`");

  /** As a scrape of a coordinator and a worker has them; grafana/check-queries looks again. */
  private static final Set<String> OF_LIBRARIES =
      Set.of(
          "jvm_gc_live_data_size_bytes",
          "jvm_gc_max_data_size_bytes",
          "jvm_gc_pause_seconds_sum",
          "kafka_consumer_fetch_manager_records_lag",
          "kafka_stream_failed_stream_threads_total",
          "mongodb_driver_commands_seconds_count",
          "mongodb_driver_commands_seconds_sum",
          "mongodb_driver_pool_checkedout",
          "mongodb_driver_pool_size",
          "mongodb_driver_pool_waitqueuesize",
          "process_cpu_usage");

  /** Of the libraries, of Prometheus itself, of histograms, and of alerts. */
  private static final Set<String> OTHER_LABELS =
      Set.of(
          "topic", "status", "command", "environment", "instance", "le", "alertname", "alertstate");

  private KnownMetrics() {}

  static Set<String> names() {
    Set<String> names = new TreeSet<>(OF_LIBRARIES);
    // Prometheus makes it from the rules.
    names.add("ALERTS");
    Matcher rows = ROW.matcher(tables());
    while (rows.find()) {
      String name = rows.group(1);
      switch (rows.group(2)) {
        case "histogram" ->
            names.addAll(Set.of(name + "_bucket", name + "_sum", name + "_count", name + "_max"));
        case "summary" -> names.addAll(Set.of(name + "_sum", name + "_count", name + "_max"));
        default -> names.add(name);
      }
    }
    return names;
  }

  static Set<String> labels() {
    Set<String> labels = new TreeSet<>(OTHER_LABELS);
    labels.addAll(
        ROW.matcher(tables())
            .results()
            .flatMap(row -> LABEL.matcher(row.group(3)).results())
            .map((MatchResult label) -> label.group(1))
            .collect(Collectors.toSet()));
    return labels;
  }

  private static String tables() {
    return DeployFiles.text(DeployFiles.DEPLOY.resolveSibling("coordinator").resolve("DESIGN.md"))
        + DeployFiles.text(DeployFiles.DEPLOY.resolveSibling("worker").resolve("DESIGN.md"));
  }
}
