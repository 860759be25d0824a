package dev.godwit.boot;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recognises the variables that Kubernetes sets in every pod for each Service of the namespace: one
 * for a Service named {@code godwit-kafka} looks like a setting of ours and is not.
 */
final class ServiceLinks {

  private static final String MARK = "_SERVICE_HOST";

  private final Set<String> services;

  ServiceLinks(Collection<String> variables) {
    services =
        variables.stream()
            .filter(name -> name.endsWith(MARK))
            .map(name -> name.substring(0, name.length() - MARK.length()))
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean contain(String variable) {
    return services.stream()
        .anyMatch(
            service ->
                variable.startsWith(service + "_SERVICE_")
                    || variable.equals(service + "_PORT")
                    || variable.startsWith(service + "_PORT_"));
  }
}
