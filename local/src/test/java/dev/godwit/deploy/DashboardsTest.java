package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the dashboards ask for what is there, explain themselves, and lead to each other. */
class DashboardsTest {

  private static final Set<String> WITHOUT_NUMBERS = Set.of("row", "text");

  @ParameterizedTest
  @MethodSource("dev.godwit.deploy.Dashboard#expressions")
  void everyExpressionUsesOnlyMetricsAndLabelsThatThereAre(Dashboard.Expression expression) {
    // when
    PromQl query = PromQl.of(expression.text());
    // then
    assertThat(query.metrics()).isNotEmpty().isSubsetOf(KnownMetrics.names());
    assertThat(query.labels()).isSubsetOf(KnownMetrics.labels());
    assertThat(query.rangeVariables()).isSubsetOf("$__rate_interval", "$__range");
  }

  @ParameterizedTest
  @MethodSource("dev.godwit.deploy.Dashboard#expressions")
  void everyExpressionKeepsToTheEnvironmentThatIsChosen(Dashboard.Expression expression) {
    assertThat(expression.text())
        .contains("environment=~\"$environment\"")
        .doesNotContainPattern("environment=\"");
  }

  @ParameterizedTest
  @MethodSource("dev.godwit.deploy.Dashboard#all")
  void everyPanelSaysWhatItShows(Dashboard dashboard) {
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      if (!WITHOUT_NUMBERS.contains(panel.path("type").asText())) {
        assertThat(panel.path("description").asText()).as(title).hasSizeGreaterThan(20);
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
        assertThat(panel.path("targets")).as(title).isNotEmpty();
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.godwit.deploy.Dashboard#all")
  void severalCurvesOfOnePanelHaveNames(Dashboard dashboard) {
    for (JsonNode panel : dashboard.panels()) {
      if (panel.path("type").asText().equals("timeseries")) {
        assertThat(panel.path("targets"))
            .as(panel.path("title").asText())
            .allMatch(target -> !target.path("legendFormat").asText().isBlank());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.godwit.deploy.Dashboard#all")
  void panelsHaveIdsOfTheirOwnAndDoNotOverlap(Dashboard dashboard) {
    List<JsonNode> panels = dashboard.panels();
    assertThat(panels.stream().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
    for (int i = 0; i < panels.size(); i++) {
      for (JsonNode other : panels.subList(i + 1, panels.size())) {
        JsonNode panel = panels.get(i);
        assertThat(overlap(panel.path("gridPos"), other.path("gridPos")))
            .as("%s over %s", panel.path("title"), other.path("title"))
            .isFalse();
      }
    }
  }

  @Test
  void everyLinkLeadsToADashboardThatThereIs() {
    // given
    Set<String> there = Dashboard.all().map(Dashboard::uid).collect(Collectors.toSet());
    // then
    assertThat(there).containsExactlyInAnyOrder("godwit-overview", "godwit-migration");
    for (Dashboard dashboard : Dashboard.all().toList()) {
      assertThat(dashboard.links())
          .isNotEmpty()
          .allMatch(url -> there.contains(url.replaceFirst("^/d/([a-z-]+)\\?.*$", "$1")), "exists");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.godwit.deploy.Dashboard#all")
  void whatALinkHandsOverIsAVariableOfItsAim(Dashboard dashboard) {
    for (String url : dashboard.links()) {
      Dashboard aim =
          Dashboard.all().filter(there -> url.startsWith("/d/" + there.uid())).findFirst().get();
      assertThat(Dashboard.handedOver(url))
          .contains("datasource", "environment")
          .isSubsetOf(aim.variables());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.godwit.deploy.Dashboard#all")
  void everyVariableThatIsUsedIsDeclared(Dashboard dashboard) {
    assertThat(dashboard.variables()).containsExactly("datasource", "environment", "migration");
    assertThat(dashboard.usedVariables()).isEqualTo(Set.copyOf(dashboard.variables()));
  }

  @ParameterizedTest
  @MethodSource("dev.godwit.deploy.Dashboard#all")
  void allEnvironmentsIncludeProgramsWithout(Dashboard dashboard) {
    // given: the label is there only when GODWIT_ENVIRONMENT is set
    JsonNode environment = dashboard.variable("environment");
    // then
    assertThat(environment.path("includeAll").asBoolean()).isTrue();
    assertThat(environment.path("allValue").asText()).isEqualTo(".*");
  }

  @ParameterizedTest
  @MethodSource("dev.godwit.deploy.Dashboard#all")
  void itIsFitForProvisioning(Dashboard dashboard) {
    JsonNode json = dashboard.json();
    assertThat(json.has("__inputs")).isFalse();
    assertThat(json.path("id").isNull()).isTrue();
    assertThat(dashboard.file()).hasFileName(dashboard.uid() + ".json");
    assertThat(json.path("timezone").asText()).isEqualTo("browser");
    assertThat(json.path("refresh").asText()).isEqualTo("10s");
  }

  @Test
  void alertsThatPanelsSpeakOfExist() {
    // given
    List<String> alerts =
        AlertsTest.alerts().stream().map(alert -> alert.path("alert").asText()).toList();
    // then
    assertThat(Dashboard.all().flatMap(Dashboard::alerts)).isNotEmpty().isSubsetOf(alerts);
  }

  private static boolean overlap(JsonNode one, JsonNode other) {
    return overlap(one, other, "x", "w") && overlap(one, other, "y", "h");
  }

  private static boolean overlap(JsonNode one, JsonNode other, String from, String length) {
    return one.path(from).asInt() < other.path(from).asInt() + other.path(length).asInt()
        && other.path(from).asInt() < one.path(from).asInt() + one.path(length).asInt();
  }
}
