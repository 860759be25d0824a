package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.godwit.boot.HealthCheck;
import dev.godwit.cli.GodwitCli;
import dev.godwit.coordinator.CoordinatorMain;
import dev.godwit.worker.WorkerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Dockerfiles say; deploy/check-images builds and starts them. */
class ImagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Class<?>> MAINS =
      Map.of(
          "coordinator", CoordinatorMain.class,
          "worker", WorkerMain.class,
          "cli", GodwitCli.class);

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker", "cli"})
  void nothingIsFetchedOrRunAndNobodyIsRoot(String program) {
    // given
    List<String> lines = lines(program);
    // when / then
    assertThat(lines).filteredOn(l -> l.startsWith("FROM ")).hasSize(1);
    assertThat(lines.stream().filter(l -> l.startsWith("FROM ")).findFirst().orElseThrow())
        .matches("FROM eclipse-temurin:17[0-9._]*-jre");
    assertThat(lines).noneMatch(l -> l.startsWith("RUN") || l.startsWith("ADD"));
    assertThat(argument(lines, "USER")).isEqualTo("10001:10001");
    assertThat(argument(lines, "STOPSIGNAL")).isEqualTo("SIGTERM");
    assertThat(text(program))
        .contains("org.opencontainers.image.title=\"godwit-" + program + "\"")
        .contains("org.opencontainers.image.version", "org.opencontainers.image.revision")
        .contains("org.opencontainers.image.licenses=\"Apache-2.0\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker", "cli"})
  void theProgramIsStartedWithoutAShellAndIsThere(String program) throws Exception {
    // given
    List<String> command = exec(argument(lines(program), "ENTRYPOINT"));
    // when
    Class<?> main = MAINS.get(program);
    // then
    assertThat(command.get(command.size() - 1)).isEqualTo(main.getName());
    assertThat(main.getMethod("main", String[].class)).isNotNull();
    assertThat(command.get(0)).isEqualTo("java");
    assertThat(command).anyMatch(option -> option.startsWith("-XX:MaxRAMPercentage="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker"})
  void healthIsAskedForByAProgramThatIsThere(String program) throws Exception {
    // given
    String check = argument(lines(program), "HEALTHCHECK");
    List<String> command = exec(check.substring(check.indexOf("CMD ") + 4));
    // when / then
    assertThat(command.get(command.size() - 1)).isEqualTo(HealthCheck.class.getName());
    assertThat(HealthCheck.class.getMethod("main", String[].class)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker"})
  void logsAreSetUpAsTheSettingSays(String program) {
    // given
    Path logback = DeployFiles.DEPLOY.resolve(program).resolve("logback.xml");
    // when / then
    assertThat(text(program)).contains("COPY logback.xml /opt/godwit/logback.xml");
    assertThat(text(program)).contains("-Dlogback.configurationFile=/opt/godwit/logback.xml");
    assertThat(DeployFiles.text(logback)).contains("${GODWIT_LOG_LEVEL:-INFO}");
  }

  @Test
  void migrationsAreMountedWhereTheImagesLookForThem() {
    // given
    List<Manifest> pods = DeployFiles.installation().stream().filter(Manifest::hasPods).toList();
    Map<String, String> images = Map.of("worker", "worker", "up", "cli");
    for (Manifest manifest : pods) {
      String program = images.get(manifest.component());
      if (program == null) {
        continue;
      }
      for (JsonNode container : manifest.containers()) {
        // when
        List<String> mounted = paths(container.path("volumeMounts"));
        // then
        String folder = argument(lines(program), "ENV").replace("GODWIT_MIGRATIONS_DIR=", "");
        assertThat(mounted).contains(folder);
        assertThat(container.toString()).contains("\"value\":\"" + folder + "\"");
      }
    }
  }

  @Test
  void nothingThatIsEmbeddedGetsIntoAnImage() {
    for (String program : List.of("coordinator", "worker", "cli")) {
      // given
      String pom = DeployFiles.text(DeployFiles.DEPLOY.resolveSibling(program).resolve("pom.xml"));
      // when / then
      assertThat(pom).doesNotContain("godwit-local", "mongo-java-server", "kafka_2.13");
      Path image = DeployFiles.DEPLOY.resolveSibling(program).resolve("target/image");
      if (Files.isDirectory(image)) {
        assertThat(jars(image)).noneMatch(jar -> jar.matches("(godwit-local|kafka_2|junit).*"));
      }
    }
  }

  private static List<String> paths(JsonNode mounts) {
    List<String> paths = new ArrayList<>();
    mounts.forEach(mount -> paths.add(mount.path("mountPath").asText()));
    return paths;
  }

  private static List<String> jars(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String program) {
    return DeployFiles.text(DeployFiles.DEPLOY.resolve(program).resolve("Dockerfile"));
  }

  /** Instructions, with those that go over several lines in one. */
  private static List<String> lines(String program) {
    return text(program)
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  private static String argument(List<String> lines, String instruction) {
    return lines.stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1).strip())
        .reduce((first, last) -> last)
        .orElseThrow(() -> new AssertionError("no " + instruction));
  }

  private static List<String> exec(String json) throws IOException {
    return Trees.texts(JSON.readTree(json));
  }
}
