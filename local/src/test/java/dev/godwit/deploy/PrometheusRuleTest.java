package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The alerts for the Prometheus operator, which wants them in a resource: Kustomize can put no file
 * into one, so that they are a copy. {@code -Dgolden.rewrite} makes it anew.
 */
class PrometheusRuleTest {

  private static final Path ALERTS = DeployFiles.DEPLOY.resolve("prometheus/godwit-alerts.yaml");
  private static final Path COPY =
      DeployFiles.KUBERNETES.resolve("components/prometheus-operator/prometheus-rule.yaml");

  private static final String BEGINNING =
      """
      # A copy of deploy/prometheus/godwit-alerts.yaml: change that one, then
      #   mvn -pl local -am test -Dtest=PrometheusRuleTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.rewrite
      apiVersion: monitoring.coreos.com/v1
      kind: PrometheusRule
      metadata:
        name: godwit
        labels:
          app.kubernetes.io/name: godwit
      spec:
      """;

  @Test
  void itHoldsTheSameAlertsAsTheFile() throws IOException {
    // given
    String expected = BEGINNING + rules().indent(2);
    if (System.getProperty("golden.rewrite") != null) {
      Files.writeString(COPY, expected);
    }
    // when / then
    assertThat(COPY).content().as("made anew by -Dgolden.rewrite").isEqualTo(expected);
    JsonNode copy = Trees.read(COPY).get(0);
    assertThat(copy.path("spec")).isEqualTo(Trees.read(ALERTS).get(0));
  }

  @Test
  void aFieldThatTheOperatorDoesNotKnowIsFound() throws IOException {
    // given
    String good = Files.readString(COPY);
    // when / then
    assertThat(problems(good)).isEmpty();
    assertThat(problems(good.replaceFirst("severity: critical", "severity: 1"))).contains("coerce");
    assertThat(problems(good.replaceFirst("for: 1m", "during: 1m"))).contains("during");
    assertThat(problems(good.replaceFirst("expr:", "query:"))).contains("query");
    assertThat(problems(good.replaceFirst("expr: godwit_migration_status.*", "for: 1m")))
        .contains("spec.groups[].rules[].expr is missing");
  }

  private static String problems(String yaml) {
    return String.join(
        "\n", StrictCheck.problems(new Manifest("a fixture", Trees.parse(yaml).get(0))));
  }

  /** Without the words about the file itself. */
  private static String rules() throws IOException {
    String file = Files.readString(ALERTS);
    return file.substring(file.indexOf("groups:"));
  }
}
