package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When the alerts fire is tested by promtool; here that they ask for what is there. */
class AlertsTest {

  private static final Path PROMETHEUS = DeployFiles.DEPLOY.resolve("prometheus");
  private static final Path ALERTS = PROMETHEUS.resolve("godwit-alerts.yaml");
  private static final Pattern METRIC = Pattern.compile("\\bgodwit_[a-z_]+");

  @Test
  void theyUseOnlyMetricsThatThereAre() throws IOException {
    // given: tables that are made from the code
    String tables = design("coordinator") + design("worker");
    Set<String> known =
        Pattern.compile("(?m)^\\| `(godwit_[a-z_]+)` \\|")
            .matcher(tables)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    // then
    assertThat(names(Files.readString(ALERTS))).isNotEmpty().isSubsetOf(known);
    assertThat(names(Files.readString(PROMETHEUS.resolve("godwit-alerts-test.yaml"))))
        .isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void eachSaysHowBadItIsWhatItMeansAndWhatToDo(JsonNode alert) {
    assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
    assertThat(alert.at("/annotations/summary").asText()).hasSizeBetween(20, 120);
    assertThat(alert.at("/annotations/description").asText()).hasSizeGreaterThan(40);
    assertThat(alert.at("/annotations/runbook").asText()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void eachIsTestedFiringAndSilent(JsonNode alert) throws IOException {
    // given
    String name = alert.path("alert").asText();
    String tests = Files.readString(PROMETHEUS.resolve("godwit-alerts-test.yaml"));
    // then
    assertThat(tests)
        .contains("alertname: " + name + ", exp_alerts: []")
        .containsPattern("labels: 'ALERTS\\{alertname=\"" + name + "\",alertstate=\"firing\"");
  }

  static List<JsonNode> alerts() {
    JsonNode file = Trees.read(ALERTS).get(0);
    return StreamSupport.stream(file.path("groups").spliterator(), false)
        .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
        .toList();
  }

  private static Set<String> names(String text) {
    return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static String design(String module) throws IOException {
    Path root = DeployFiles.DEPLOY.resolveSibling(module);
    return Files.readString(root.resolve("DESIGN.md"));
  }
}
