package dev.godwit.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Decides like Kubernetes whether network policies let a connection through. */
record Reachability(List<Manifest> policies) {

  /** Somebody who may connect or be connected to. */
  record Peer(String namespace, Map<String, String> labels) {}

  /** A port of a protocol. */
  record Port(int number, String protocol) {}

  boolean mayConnect(Map<String, String> pod, Peer to, Port port) {
    return isAllowed("Egress", "egress", "to", pod, to, port);
  }

  boolean mayBeReached(Map<String, String> pod, Peer from, Port port) {
    return isAllowed("Ingress", "ingress", "from", pod, from, port);
  }

  private boolean isAllowed(
      String type, String rules, String peers, Map<String, String> pod, Peer peer, Port port) {
    boolean isIsolated = false;
    for (Manifest policy : policies) {
      JsonNode spec = policy.json().path("spec");
      if (!Selectors.matches(spec.path("podSelector"), pod)
          || !Trees.texts(spec.path("policyTypes")).contains(type)) {
        continue;
      }
      isIsolated = true;
      for (JsonNode rule : spec.path(rules)) {
        if (isPeer(rule.path(peers), peer) && isPort(rule.path("ports"), port)) {
          return true;
        }
      }
    }
    return !isIsolated;
  }

  private static boolean isPeer(JsonNode peers, Peer peer) {
    if (peers.isEmpty()) {
      return true;
    }
    for (JsonNode one : peers) {
      if (one.has("ipBlock") || !one.has("namespaceSelector")) {
        throw new IllegalArgumentException("not understood here: " + one);
      }
      Map<String, String> namespace = Map.of("kubernetes.io/metadata.name", peer.namespace());
      if (Selectors.matches(one.path("namespaceSelector"), namespace)
          && Selectors.matches(one.path("podSelector"), peer.labels())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPort(JsonNode ports, Port port) {
    if (ports.isEmpty()) {
      return true;
    }
    for (JsonNode one : ports) {
      if (one.path("port").asInt() == port.number()
          && one.path("protocol").asText("TCP").equals(port.protocol())) {
        return true;
      }
    }
    return false;
  }
}
