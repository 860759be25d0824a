package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kustomize made of the manifests; deploy/check-manifests says where it is. */
@EnabledIfSystemProperty(named = RenderedManifestsTest.FOLDER, matches = ".+")
class RenderedManifestsTest {

  static final String FOLDER = "godwit.manifests";

  static List<Path> rendered() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty(FOLDER)))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyDocumentIsWhatKubernetesExpects(Path file) {
    // given
    List<Manifest> documents = read(file);
    // when / then
    assertThat(documents).isNotEmpty();
    assertThat(documents).allSatisfy(d -> assertThat(StrictCheck.problems(d)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyInstallationIsWholeAndSafe(Path file) {
    // given
    List<Manifest> installation = new ArrayList<>(read(file));
    if (installation.stream().noneMatch(m -> m.kind().equals("Secret"))) {
      installation.addAll(
          DeployFiles.read(
              DeployFiles.KUBERNETES.resolve("overlays/production/secrets.example.yaml")));
    }
    // when / then
    assertThat(ReferenceCheck.problems(installation)).isEmpty();
    assertThat(SettingsCheck.problems(installation)).isEmpty();
    assertThat(PortsCheck.problems(installation)).isEmpty();
    assertThat(PodsCheck.problems(installation)).isEmpty();
    assertThat(NetworkCheck.problems(installation)).isEmpty();
  }

  private static List<Manifest> read(Path file) {
    return Trees.read(file).stream().map(d -> new Manifest(file.toString(), d)).toList();
  }
}
