package dev.godwit.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks that a document is what Kubernetes expects: known fields, right types, all that is
 * required.
 */
final class StrictCheck {

  /** As the API server reads quantities. */
  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");

  private static final Set<String> QUANTITIES = Set.of("sizeLimit", "averageValue", "storage");
  private static final Set<String> MAPS_OF_QUANTITIES = Set.of("requests", "limits");

  private StrictCheck() {}

  static List<String> problems(Manifest manifest) {
    Class<?> type = Schemas.TYPES.get(manifest.type());
    if (type == null) {
      return List.of(manifest.title() + ": nothing is known of " + manifest.type());
    }
    List<String> problems = new ArrayList<>();
    try {
      StrictModels.read(manifest.json(), type);
    } catch (JsonProcessingException e) {
      problems.add(manifest.title() + ": " + e.getOriginalMessage());
    }
    for (String path : Schemas.required(manifest.kind())) {
      missing(manifest.json(), path, problems, manifest.title() + ": " + path + " is missing");
    }
    quantities(manifest.json(), manifest.title(), problems);
    return problems;
  }

  private static void missing(JsonNode node, String path, List<String> problems, String message) {
    int dot = path.indexOf('.');
    String step = dot < 0 ? path : path.substring(0, dot);
    JsonNode child = node.path(step.replace("[]", ""));
    if (child.isMissingNode() || child.isNull()) {
      if (dot < 0) {
        problems.add(message);
      }
      return;
    }
    if (dot < 0) {
      return;
    }
    String rest = path.substring(dot + 1);
    if (step.endsWith("[]")) {
      child.forEach(element -> missing(element, rest, problems, message));
    } else {
      missing(child, rest, problems, message);
    }
  }

  private static void quantities(JsonNode node, String title, List<String> problems) {
    if (node.isArray()) {
      node.forEach(element -> quantities(element, title, problems));
      return;
    }
    node.fields()
        .forEachRemaining(
            field -> {
              if (MAPS_OF_QUANTITIES.contains(field.getKey())) {
                field.getValue().forEach(value -> quantity(value, title, problems));
              } else if (QUANTITIES.contains(field.getKey())) {
                quantity(field.getValue(), title, problems);
              } else {
                quantities(field.getValue(), title, problems);
              }
            });
  }

  private static void quantity(JsonNode value, String title, List<String> problems) {
    if (!value.isValueNode() || !QUANTITY.matcher(value.asText()).matches()) {
      problems.add(title + ": " + value + " is no quantity");
    }
  }
}
