package dev.godwit.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that whatever a document names is there. */
final class ReferenceCheck {

  private static final String LABELS = "/spec/selector/matchLabels";

  private final List<Manifest> installation;
  private final List<String> problems = new ArrayList<>();

  private ReferenceCheck(List<Manifest> installation) {
    this.installation = installation;
  }

  static List<String> problems(List<Manifest> installation) {
    ReferenceCheck check = new ReferenceCheck(installation);
    check.namesAreThereOnce();
    for (Manifest manifest : installation) {
      if (manifest.hasPods()) {
        check.pods(manifest);
      }
      check.others(manifest);
    }
    return check.problems;
  }

  private void namesAreThereOnce() {
    Set<String> seen = new HashSet<>();
    for (Manifest manifest : installation) {
      if (!seen.add(manifest.kind() + "/" + manifest.name())) {
        problems.add(manifest.title() + " is there twice");
      }
    }
  }

  private void pods(Manifest manifest) {
    Set<String> volumes = new TreeSet<>();
    for (JsonNode volume : manifest.podSpec().path("volumes")) {
      volumes.add(volume.path("name").asText());
      expect(manifest, "ConfigMap", volume.at("/configMap/name"));
      expect(manifest, "Secret", volume.at("/secret/secretName"));
    }
    Set<String> mounted = new TreeSet<>();
    for (JsonNode container : manifest.containers()) {
      for (JsonNode mount : container.path("volumeMounts")) {
        mounted.add(mount.path("name").asText());
      }
      for (JsonNode from : container.path("envFrom")) {
        expect(manifest, "ConfigMap", from.at("/configMapRef/name"));
        expect(manifest, "Secret", from.at("/secretRef/name"));
      }
      for (JsonNode variable : container.path("env")) {
        expect(manifest, "ConfigMap", variable.at("/valueFrom/configMapKeyRef/name"));
        expect(manifest, "Secret", variable.at("/valueFrom/secretKeyRef/name"));
      }
      files(manifest, container);
    }
    if (!mounted.equals(volumes)) {
      problems.add(manifest.title() + ": volumes " + volumes + ", of which are mounted " + mounted);
    }
    JsonNode selector = manifest.json().at(LABELS);
    if (!selector.isMissingNode() && !isPartOf(selector, manifest.podLabels())) {
      problems.add(manifest.title() + ": its selector does not match its own pods");
    }
    for (JsonNode spread : manifest.podSpec().path("topologySpreadConstraints")) {
      if (!isPartOf(spread.at("/labelSelector/matchLabels"), manifest.podLabels())) {
        problems.add(manifest.title() + ": a spread constraint does not match its own pods");
      }
    }
  }

  /** A file that a variable names is a key of the Secret or ConfigMap that is mounted there. */
  private void files(Manifest manifest, JsonNode container) {
    SettingsCheck.variables(container, installation)
        .forEach(
            (name, value) -> {
              if (name.endsWith("_FILE") && !isMounted(manifest, container, value)) {
                problems.add(manifest.title() + ": nothing is mounted as " + value);
              }
            });
  }

  private boolean isMounted(Manifest manifest, JsonNode container, String file) {
    for (JsonNode mount : container.path("volumeMounts")) {
      String folder = mount.path("mountPath").asText() + "/";
      if (file.startsWith(folder)) {
        String key = file.substring(folder.length());
        for (JsonNode volume : manifest.podSpec().path("volumes")) {
          if (volume.path("name").equals(mount.path("name"))) {
            return find("Secret", volume.at("/secret/secretName").asText()).stream()
                .anyMatch(secret -> secret.json().path("stringData").has(key));
          }
        }
      }
    }
    return false;
  }

  private void others(Manifest manifest) {
    switch (manifest.kind()) {
      case "StatefulSet" -> expect(manifest, "Service", manifest.json().at("/spec/serviceName"));
      case "Service" -> matchesPods(manifest, manifest.json().at("/spec/selector"));
      case "PodDisruptionBudget" -> matchesPods(manifest, manifest.json().at(LABELS));
      case "HorizontalPodAutoscaler", "ScaledObject" -> {
        JsonNode target = manifest.json().at("/spec/scaleTargetRef");
        expect(manifest, target.path("kind").asText(), target.path("name"));
      }
      default -> {}
    }
  }

  private void matchesPods(Manifest manifest, JsonNode labels) {
    long matched =
        installation.stream()
            .filter(other -> other.hasPods() && isPartOf(labels, other.podLabels()))
            .count();
    if (matched != 1) {
      problems.add(manifest.title() + ": it selects the pods of " + matched + " workloads");
    }
  }

  private void expect(Manifest manifest, String kind, JsonNode name) {
    if (!name.isMissingNode() && find(kind, name.asText()).isEmpty()) {
      problems.add(manifest.title() + ": there is no " + kind + " " + name.asText());
    }
  }

  private List<Manifest> find(String kind, String name) {
    return installation.stream()
        .filter(other -> other.kind().equals(kind) && other.name().equals(name))
        .toList();
  }

  private static boolean isPartOf(JsonNode selector, Map<String, String> labels) {
    return selector.size() > 0 && labels.entrySet().containsAll(Trees.strings(selector).entrySet());
  }
}
