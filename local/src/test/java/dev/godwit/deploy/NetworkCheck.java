package dev.godwit.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.boot.CommonSettings;
import dev.godwit.deploy.Reachability.Peer;
import dev.godwit.deploy.Reachability.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks that network policies let through what the programs need, and nothing else. */
final class NetworkCheck {

  private static final int HTTP = 8080;
  private static final int MONGODB = 27017;

  private static final Map<String, Peer> WORLD =
      Map.of(
          "names", new Peer("kube-system", Map.of("k8s-app", "kube-dns")),
          "system", new Peer("kube-system", Map.of("k8s-app", "metrics-server")),
          "kafka", new Peer("kafka", Map.of("app", "kafka")),
          "mongodb", new Peer("mongodb", Map.of("app", "mongodb")),
          "prometheus", new Peer("monitoring", Map.of("app", "prometheus")),
          "ingress", new Peer("ingress", Map.of("app", "ingress")),
          "others", new Peer("default", Map.of("app", "others")),
          "worker", new Peer("godwit", Map.of("app.kubernetes.io/component", "worker")),
          "coordinator", new Peer("godwit", Map.of("app.kubernetes.io/component", "coordinator")));

  private static final List<Port> PORTS =
      List.of(
          new Port(53, "UDP"),
          new Port(53, "TCP"),
          new Port(80, "TCP"),
          new Port(443, "TCP"),
          new Port(HTTP, "TCP"),
          new Port(HTTP, "UDP"),
          new Port(9092, "TCP"),
          new Port(9093, "TCP"),
          new Port(MONGODB, "TCP"));

  private NetworkCheck() {}

  static List<String> problems(List<Manifest> installation) {
    Reachability network =
        new Reachability(
            installation.stream().filter(m -> m.kind().equals("NetworkPolicy")).toList());
    List<String> problems = new ArrayList<>();
    for (Manifest manifest : installation) {
      if (!manifest.hasPods()) {
        continue;
      }
      int kafka = kafkaPort(manifest, installation);
      WORLD.forEach(
          (name, peer) -> {
            for (Port port : PORTS) {
              String who = manifest.component();
              Map<String, String> labels = manifest.podLabels();
              compare(
                  "%s connects to %s at %s".formatted(who, name, port),
                  needs(who, name, port, kafka),
                  network.mayConnect(labels, peer, port),
                  problems);
              compare(
                  "%s is reached by %s at %s".formatted(who, name, port),
                  serves(who, name, port),
                  network.mayBeReached(labels, peer, port),
                  problems);
            }
          });
    }
    return problems;
  }

  private static boolean needs(String who, String peer, Port port, int kafka) {
    return switch (peer) {
      case "names" -> port.number() == 53;
      case "kafka" -> port.equals(new Port(kafka, "TCP"));
      case "mongodb" -> who.equals("worker") && port.number() == MONGODB;
      default -> false;
    };
  }

  private static boolean serves(String who, String peer, Port port) {
    boolean isServed = port.equals(new Port(HTTP, "TCP"));
    return switch (peer) {
      case "prometheus" -> isServed && (who.equals("worker") || who.equals("coordinator"));
      case "ingress" -> isServed && who.equals("coordinator");
      default -> false;
    };
  }

  private static int kafkaPort(Manifest manifest, List<Manifest> installation) {
    for (JsonNode container : manifest.containers()) {
      String servers =
          SettingsCheck.variables(container, installation)
              .get(CommonSettings.KAFKA_BOOTSTRAP_SERVERS.name());
      if (servers != null) {
        return Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
      }
    }
    return 0;
  }

  private static void compare(
      String what, boolean expected, boolean actual, List<String> problems) {
    if (expected != actual) {
      problems.add(
          what + (actual ? ": let through and not needed" : ": needed and not let through"));
    }
  }
}
