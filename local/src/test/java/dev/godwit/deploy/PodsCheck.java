package dev.godwit.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.boot.CommonSettings;
import java.util.ArrayList;
import java.util.List;

/** Checks that pods keep to the restricted standard, and have the time to end what is under way. */
final class PodsCheck {

  /** A page may be read for 30 s, and is written and told of afterwards. */
  private static final long BATCH_MS = 45_000;

  /** For closing the rest, and for last words. */
  private static final long MARGIN_MS = 5_000;

  private PodsCheck() {}

  static List<String> problems(List<Manifest> installation) {
    List<String> problems = new ArrayList<>();
    for (Manifest manifest : installation) {
      if (manifest.hasPods()) {
        pod(manifest, problems);
        for (JsonNode container : manifest.containers()) {
          container(manifest, container, problems);
          stop(manifest, container, installation, problems);
        }
      }
    }
    return problems;
  }

  private static void pod(Manifest manifest, List<String> problems) {
    JsonNode spec = manifest.podSpec();
    expect(manifest, spec, "/securityContext/runAsNonRoot", "true", problems);
    expect(manifest, spec, "/securityContext/runAsUser", "10001", problems);
    expect(manifest, spec, "/securityContext/seccompProfile/type", "RuntimeDefault", problems);
    expect(manifest, spec, "/automountServiceAccountToken", "false", problems);
    expect(manifest, spec, "/enableServiceLinks", "false", problems);
    for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (spec.has(host)) {
        problems.add(manifest.title() + ": " + host);
      }
    }
    for (JsonNode volume : spec.path("volumes")) {
      if (volume.has("hostPath")) {
        problems.add(manifest.title() + ": a volume of the host");
      }
    }
  }

  private static void container(Manifest manifest, JsonNode container, List<String> problems) {
    JsonNode security = container.path("securityContext");
    expect(manifest, security, "/allowPrivilegeEscalation", "false", problems);
    expect(manifest, security, "/readOnlyRootFilesystem", "true", problems);
    expect(manifest, security, "/capabilities/drop/0", "ALL", problems);
    if (security.has("privileged") || security.path("capabilities").has("add")) {
      problems.add(manifest.title() + ": more than the restricted standard allows");
    }
    for (String needed : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
      if (container.path("resources").at(needed).isMissingNode()) {
        problems.add(manifest.title() + ": no resources" + needed);
      }
    }
  }

  private static void stop(
      Manifest manifest, JsonNode container, List<Manifest> installation, List<String> problems) {
    String timeout =
        SettingsCheck.variables(container, installation)
            .get(CommonSettings.SHUTDOWN_TIMEOUT.name());
    if (manifest.kind().equals("Job")) {
      return;
    }
    long stopMs = timeout == null ? 25_000 : Long.parseLong(timeout);
    long graceMs = 1_000 * manifest.podSpec().path("terminationGracePeriodSeconds").asLong(30);
    if (graceMs < stopMs + MARGIN_MS) {
      problems.add(
          "%s: it may take %d ms to stop, and is killed after %d ms"
              .formatted(manifest.title(), stopMs, graceMs));
    }
    // The worker gives nine tenths of it to batches under way.
    if (manifest.component().equals("worker") && stopMs * 9 / 10 < BATCH_MS) {
      problems.add(manifest.title() + ": a batch may need longer than " + stopMs + " ms");
    }
  }

  private static void expect(
      Manifest manifest, JsonNode node, String pointer, String expected, List<String> problems) {
    if (!node.at(pointer).asText().equals(expected)) {
      problems.add(manifest.title() + ": " + pointer + " is not " + expected);
    }
  }
}
