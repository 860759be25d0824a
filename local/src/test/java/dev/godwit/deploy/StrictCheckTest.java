package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StrictCheckTest {

  private static final String GOOD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: example
      spec:
        replicas: 2
        selector:
          matchLabels: { app: example }
        template:
          metadata:
            labels: { app: example }
          spec:
            containers:
              - name: example
                image: example:1
                env:
                  - name: PORT
                    value: "8080"
                ports:
                  - containerPort: 8080
                resources:
                  requests: { cpu: 250m, memory: 512Mi }
      """;

  static List<Manifest> files() {
    return DeployFiles.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyDocumentIsWhatKubernetesExpects(Manifest manifest) {
    // when / then
    assertThat(StrictCheck.problems(manifest)).isEmpty();
  }

  @Test
  void aGoodDocumentHasNoProblem() {
    // when / then
    assertThat(problems(GOOD)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "an unknown field at the top | replicas: 2 | replica: 2 | replica",
        "an unknown field deep inside | - containerPort: 8080 | - { containerPort: 8080, hostport: 1 } | hostport",
        "an unknown field of the metadata | labels: { app | lables: { app | lables",
        "a missing field at the top | selector: | selectors: | spec.selector is missing",
        "a missing name of a container | - name: example | - tty: true | containers[].name is missing",
        "a missing image | image: example:1 | tty: true | containers[].image is missing",
        "a text instead of a number | replicas: 2 | replicas: two | two",
        "a number in quotes | replicas: 2 | replicas: \"2\" | coerce",
        "a number instead of a text | value: \"8080\" | value: 8080 | coerce",
        "a map instead of a list | - containerPort: 8080 | containerPort: 8080 | ArrayList",
        "a quantity with a wrong unit | memory: 512Mi | memory: 512MB | is no quantity",
        "a quantity with a blank | cpu: 250m | cpu: 250 m | is no quantity",
        "an apiVersion that is gone | apps/v1 | extensions/v1beta1 | nothing is known",
        "an apiVersion of another kind | apps/v1 | v1 | nothing is known",
        "a kind that does not exist | kind: Deployment | kind: Deploymint | nothing is known",
      })
  void eachClassOfFaultIsFound(String fault, String good, String bad, String expected) {
    // given
    String broken = GOOD.replace(good, bad);
    assertThat(broken).as(fault).isNotEqualTo(GOOD);
    // when / then
    assertThat(problems(broken)).anySatisfy(problem -> assertThat(problem).contains(expected));
  }

  private static List<String> problems(String yaml) {
    return StrictCheck.problems(new Manifest("a fixture", Trees.parse(yaml).get(0)));
  }
}
