package dev.godwit.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files in {@code deploy/}, as they are. */
final class DeployFiles {

  static final Path DEPLOY = root().resolve("deploy");
  static final Path KUBERNETES = DEPLOY.resolve("kubernetes");

  private DeployFiles() {}

  /** What an installation with all components consists of, before Kustomize changes it. */
  static List<Manifest> installation() {
    List<Manifest> all = new ArrayList<>(withResources(KUBERNETES.resolve("base")));
    for (String component : List.of("hpa", "keda", "prometheus-operator", "run-on-deploy")) {
      all.addAll(withResources(KUBERNETES.resolve("components").resolve(component)));
    }
    all.addAll(read(KUBERNETES.resolve("overlays/production/secrets.example.yaml")));
    return all;
  }

  /** Every document that is sent to Kubernetes as it stands in its file. */
  static List<Manifest> all() {
    List<Manifest> all = new ArrayList<>();
    for (Path folder : kustomizations()) {
      all.addAll(withResources(folder));
    }
    all.addAll(read(KUBERNETES.resolve("overlays/production/secrets.example.yaml")));
    return all;
  }

  /** The documents of one file. */
  static List<Manifest> read(Path file) {
    String origin = KUBERNETES.getParent().relativize(file.toAbsolutePath()).toString();
    return Trees.read(file).stream().map(json -> new Manifest(origin, json)).toList();
  }

  /** Every folder that Kustomize can be pointed at or include. */
  static List<Path> kustomizations() {
    try (Stream<Path> files = Files.walk(KUBERNETES)) {
      return files
          .filter(file -> file.endsWith("kustomization.yaml"))
          .map(Path::getParent)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode kustomization(Path folder) {
    return Trees.read(folder.resolve("kustomization.yaml")).get(0);
  }

  private static List<Manifest> withResources(Path folder) {
    List<Manifest> manifests = new ArrayList<>();
    JsonNode kustomization = kustomization(folder);
    for (String resource : Trees.texts(kustomization.path("resources"))) {
      Path file = folder.resolve(resource);
      if (Files.isRegularFile(file)) {
        manifests.addAll(read(file));
      }
    }
    for (JsonNode generator : kustomization.path("configMapGenerator")) {
      if (!generator.path("behavior").asText().equals("merge")) {
        manifests.add(generated(folder, generator));
      }
    }
    return manifests;
  }

  private static Manifest generated(Path folder, JsonNode generator) {
    Map<String, Object> data = new TreeMap<>();
    for (String file : Trees.texts(generator.path("envs"))) {
      text(folder.resolve(file))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> data.put(before(line), line.substring(before(line).length() + 1)));
    }
    for (String file : Trees.texts(generator.path("files"))) {
      data.put(Path.of(file).getFileName().toString(), text(folder.resolve(file)));
    }
    return new Manifest(
        folder.getFileName() + "/kustomization.yaml",
        Trees.of(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", generator.path("name").asText()),
                "data",
                data)));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String before(String line) {
    return line.substring(0, line.indexOf('='));
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("deploy/kubernetes"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("deploy/kubernetes is in no folder above " + Path.of(""));
    }
    return folder;
  }
}
