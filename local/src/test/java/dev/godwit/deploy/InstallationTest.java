package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.boot.Health;
import dev.godwit.boot.OpsServer;
import dev.godwit.boot.Routes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests as they are in their files, all components together. */
class InstallationTest {

  private static final List<Function<List<Manifest>, List<String>>> CHECKS =
      List.of(
          ReferenceCheck::problems,
          SettingsCheck::problems,
          PortsCheck::problems,
          PodsCheck::problems,
          NetworkCheck::problems);

  @Test
  void everythingThatIsNamedIsThere() {
    assertThat(ReferenceCheck.problems(DeployFiles.installation())).isEmpty();
  }

  @Test
  void everyVariableIsASettingAndTheProgramsStartWithThem() {
    assertThat(SettingsCheck.problems(DeployFiles.installation())).isEmpty();
  }

  @Test
  void everyPortPathAndProbeIsServed() {
    assertThat(PortsCheck.problems(DeployFiles.installation())).isEmpty();
  }

  @Test
  void podsAreRestrictedAndHaveTheTimeToStop() {
    assertThat(PodsCheck.problems(DeployFiles.installation())).isEmpty();
  }

  @Test
  void theNetworkLetsThroughWhatIsNeededAndNothingElse() {
    assertThat(NetworkCheck.problems(DeployFiles.installation())).isEmpty();
  }

  @Test
  void theProgramsServeThesePaths() throws Exception {
    // given
    Routes routes =
        Routes.standard(
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), new Health(Clock.systemUTC()));
    try (OpsServer server = OpsServer.start("127.0.0.1", 0, routes)) {
      for (String path : PortsCheck.PATHS) {
        // when
        var connection =
            (HttpURLConnection)
                URI.create("http://127.0.0.1:" + server.port() + path).toURL().openConnection();
        // then
        assertThat(connection.getResponseCode()).as(path).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a ConfigMap that is not there | godwit-settings | godwit-setting | there is no ConfigMap",
        "a Secret that is not there | secretName: godwit-mongodb | secretName: mongodb | there is no Secret",
        "a file that no Secret holds | mongodb/uri | mongodb/url | nothing is mounted as",
        "a misspelt setting | GODWIT_WORKER_THREADS | GODWIT_WORKER_THREAD | no program knows",
        "a wrong value | value: \"4\" | value: \"400\" | GODWIT_WORKER_THREADS",
        "another port | containerPort: 8080 | containerPort: 8081 | it listens at 8080",
        "a wrong probe | path: /ready | path: /health | does not ask for /ready",
        "a grace period that is too short | GracePeriodSeconds: 75 | GracePeriodSeconds: 60 | killed after",
        "a shutdown that cuts batches | value: \"60000\" | value: \"25000\" | a batch may need longer",
        "a root file system | readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | readOnly",
      })
  void eachFaultOfTheWorkerIsFound(String fault, String good, String bad, String expected) {
    // given
    List<Manifest> installation = DeployFiles.installation();
    String yaml = DeployFiles.text(DeployFiles.KUBERNETES.resolve("base/worker.yaml"));
    String broken = yaml.replace(good, bad);
    assertThat(broken).isNotEqualTo(yaml);
    var worker = new Manifest("broken", Trees.parse(broken).get(0));
    // when
    List<String> problems =
        CHECKS.stream()
            .flatMap(
                check ->
                    check
                        .apply(
                            installation.stream()
                                .map(m -> m.kind().equals("Deployment") ? worker : m)
                                .toList())
                        .stream())
            .toList();
    // then
    assertThat(problems).as(fault).anySatisfy(p -> assertThat(p).contains(expected));
  }

  @Test
  void aSelectorThatMissesItsPodsIsFound() {
    // given
    List<Manifest> installation = DeployFiles.installation();
    installation.stream()
        .filter(manifest -> manifest.kind().equals("Deployment"))
        .forEach(
            worker ->
                ((ObjectNode) worker.json().at("/spec/template/metadata/labels"))
                    .put("app.kubernetes.io/component", "workers"));
    // when / then
    assertThat(ReferenceCheck.problems(installation))
        .anyMatch(p -> p.contains("its selector does not match its own pods"))
        .anyMatch(p -> p.contains("Service godwit-worker: it selects the pods of 0 workloads"));
  }

  @Test
  void aPolicyThatIsTooWideOrTooNarrowIsFound() {
    // given
    List<Manifest> wide = DeployFiles.installation();
    wide.removeIf(manifest -> manifest.name().equals("godwit-nothing-else"));
    List<Manifest> narrow = DeployFiles.installation();
    narrow.removeIf(manifest -> manifest.name().equals("godwit-mongodb"));
    List<Manifest> everywhere = DeployFiles.installation();
    everywhere.stream()
        .filter(manifest -> manifest.name().equals("godwit-kafka"))
        .forEach(manifest -> ((ObjectNode) manifest.json().at("/spec/egress/0")).remove("to"));
    // when / then
    assertThat(NetworkCheck.problems(wide)).anyMatch(p -> p.endsWith("not needed"));
    assertThat(NetworkCheck.problems(narrow))
        .singleElement()
        .asString()
        .contains("worker connects to mongodb");
    assertThat(NetworkCheck.problems(everywhere)).anyMatch(p -> p.contains("others"));
  }
}
