package dev.godwit.boot;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which endpoint answers which path and method. */
public final class Routes {

  private static final String BELOW = "/*";

  private final NavigableMap<String, NavigableMap<String, Endpoint>> endpoints = new TreeMap<>();

  /** {@code /metrics}, {@code /live} and {@code /ready}, which every program has. */
  public static Routes standard(PrometheusMeterRegistry registry, Health health) {
    HealthEndpoints ofHealth = new HealthEndpoints(health);
    return new Routes()
        .get("/metrics", request -> Answer.text("text/plain; version=0.0.4", registry.scrape()))
        .get("/live", ofHealth::live)
        .get("/ready", ofHealth::ready);
  }

  /** Answers GET and HEAD. */
  public Routes get(String path, Endpoint endpoint) {
    return on("GET", path, endpoint);
  }

  /**
   * Answers this method.
   *
   * @param method in upper case
   * @param path as it is, or with {@code /*} at its end for everything below it; the most exact one
   *     answers
   */
  public Routes on(String method, String path, Endpoint endpoint) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path '" + path + "': expected a '/' at its start");
    }
    if (endpoints.computeIfAbsent(path, p -> new TreeMap<>()).put(method, endpoint) != null) {
      throw new IllegalArgumentException(method + " " + path + " is answered twice");
    }
    return this;
  }

  Answer answer(Request request) throws Exception {
    Map<String, Endpoint> methods = methodsOf(request.path());
    if (methods == null) {
      return Answer.error(
          404,
          "nothing at %s; there is %s"
              .formatted(request.path(), String.join(", ", endpoints.keySet())));
    }
    Endpoint endpoint = methods.get(request.method());
    if (endpoint == null) {
      String allowed = allowed(methods);
      return Answer.error(
              405, "%s takes %s, not %s".formatted(request.path(), allowed, request.method()))
          .withHeader("Allow", allowed);
    }
    return endpoint.answer(request);
  }

  private @Nullable Map<String, Endpoint> methodsOf(String path) {
    Map<String, Endpoint> exact = endpoints.get(path);
    if (exact != null) {
      return exact;
    }
    for (int end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      Map<String, Endpoint> below = endpoints.get(path.substring(0, end) + BELOW);
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  private static String allowed(Map<String, Endpoint> methods) {
    TreeSet<String> names = new TreeSet<>(methods.keySet());
    if (names.contains("GET")) {
      names.add("HEAD");
    }
    return String.join(", ", names);
  }
}
