package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of what is in it, which a build of all modules writes before these tests run. */
class SbomIT {

  private static final List<String> MAIN_LIBRARIES =
      List.of(
          "kafka-clients",
          "kafka-streams",
          "mongodb-driver-sync",
          "bson",
          "jackson-databind",
          "micrometer-registry-prometheus",
          "snakeyaml",
          "picocli",
          "logback-classic");

  private JsonNode sbom;

  @BeforeEach
  void read() throws IOException {
    Path file = DeployFiles.DEPLOY.resolveSibling("target/sbom.json");
    assumeThat(file).as("a build of all modules has written it").exists();
    sbom = new ObjectMapper().readTree(Files.readAllBytes(file));
  }

  @Test
  void mainLibrariesAreListed() {
    assertThat(names(sbom.get("components"))).containsAll(MAIN_LIBRARIES);
    assertThat(sbom.get("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("godwit");
  }

  @Test
  void eachLibraryHasItsVersionItsDigestAndItsLicence() {
    for (JsonNode component : sbom.get("components")) {
      String name = component.get("name").asText();
      assertThat(component.path("version").asText()).as(name).isNotEmpty();
      assertThat(component.path("licenses")).as("licences of %s", name).isNotEmpty();
      if (!name.startsWith("godwit")) {
        assertThat(component.path("hashes"))
            .as("digests of %s", name)
            .anySatisfy(hash -> assertThat(hash.get("alg").asText()).isEqualTo("SHA-256"));
      }
    }
  }

  @Test
  void whatOnlyTestsNeedIsLeftOut() {
    assertThat(names(sbom.get("components")))
        .doesNotContain("assertj-core", "archunit", "awaitility", "testcontainers", "kafka-tools");
  }

  @Test
  void theSameSourcesMakeTheSameBytes() {
    assertThat(sbom.has("serialNumber")).isFalse();
    assertThat(sbom.at("/metadata/timestamp").isMissingNode()).isTrue();
  }

  private static List<String> names(JsonNode components) {
    List<String> names = new ArrayList<>();
    components.forEach(component -> names.add(component.get("name").asText()));
    return names;
  }
}
