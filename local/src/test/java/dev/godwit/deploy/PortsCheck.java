package dev.godwit.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.boot.CommonSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks that ports and paths are those at which the programs listen. */
final class PortsCheck {

  static final Set<String> PATHS = Set.of("/live", "/ready", "/metrics");

  private static final Map<String, String> PROBES =
      Map.of("startupProbe", "/live", "livenessProbe", "/live", "readinessProbe", "/ready");

  private final List<Manifest> installation;
  private final List<String> problems = new ArrayList<>();

  private PortsCheck(List<Manifest> installation) {
    this.installation = installation;
  }

  static List<String> problems(List<Manifest> installation) {
    PortsCheck check = new PortsCheck(installation);
    for (Manifest manifest : installation) {
      switch (manifest.kind()) {
        case "Deployment", "StatefulSet" -> check.servers(manifest);
        case "Service" -> check.service(manifest);
        case "ServiceMonitor" -> check.monitor(manifest);
        default -> {}
      }
    }
    return check.problems;
  }

  private void servers(Manifest manifest) {
    for (JsonNode container : manifest.containers()) {
      Map<String, String> ports = ports(container);
      String served =
          SettingsCheck.variables(container, installation)
              .getOrDefault(CommonSettings.HTTP_PORT.name(), "8080");
      if (!List.copyOf(ports.values()).equals(List.of(served))) {
        problems.add(manifest.title() + ": ports " + ports + ", but it listens at " + served);
      }
      PROBES.forEach(
          (probe, path) -> {
            JsonNode get = container.path(probe).path("httpGet");
            if (!get.path("path").asText().equals(path)) {
              problems.add(manifest.title() + ": the " + probe + " does not ask for " + path);
            }
            if (!ports.containsKey(get.path("port").asText())) {
              problems.add(manifest.title() + ": the " + probe + " asks at another port");
            }
          });
    }
  }

  private void service(Manifest service) {
    for (JsonNode port : service.json().at("/spec/ports")) {
      boolean isThere =
          installation.stream()
              .filter(Manifest::hasPods)
              .filter(pods -> selects(service, pods))
              .flatMap(pods -> pods.containers().stream())
              .anyMatch(container -> ports(container).containsKey(target(port)));
      if (!isThere) {
        problems.add(service.title() + ": its pods have no port " + target(port));
      }
    }
  }

  private void monitor(Manifest monitor) {
    List<Manifest> services =
        installation.stream()
            .filter(manifest -> manifest.kind().equals("Service"))
            .filter(
                service ->
                    Selectors.matches(
                        monitor.json().at("/spec/selector"),
                        Trees.strings(service.json().at("/metadata/labels"))))
            .toList();
    if (services.size() != 2) {
      problems.add(monitor.title() + ": it looks at " + services.size() + " Services and not at 2");
    }
    for (JsonNode endpoint : monitor.json().at("/spec/endpoints")) {
      if (!PATHS.contains(endpoint.path("path").asText())) {
        problems.add(monitor.title() + ": nothing is served at " + endpoint.path("path"));
      }
      for (Manifest service : services) {
        boolean hasPort =
            service.stream("/spec/ports")
                .anyMatch(p -> p.path("name").equals(endpoint.path("port")));
        if (!hasPort) {
          problems.add(monitor.title() + ": " + service.name() + " has no such port");
        }
      }
    }
  }

  private static boolean selects(Manifest service, Manifest pods) {
    Map<String, String> selector = Trees.strings(service.json().at("/spec/selector"));
    return pods.podLabels().entrySet().containsAll(selector.entrySet());
  }

  private static String target(JsonNode port) {
    return port.path("targetPort").asText();
  }

  private static Map<String, String> ports(JsonNode container) {
    Map<String, String> ports = new TreeMap<>();
    for (JsonNode port : container.path("ports")) {
      ports.put(port.path("name").asText(), port.path("containerPort").asText());
    }
    return ports;
  }
}
