package dev.godwit.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Label selectors as Kubernetes reads them. */
final class Selectors {

  private Selectors() {}

  /** Whether all that it asks for is among the labels; an empty one matches everything. */
  static boolean matches(JsonNode selector, Map<String, String> labels) {
    if (!labels.entrySet().containsAll(Trees.strings(selector.path("matchLabels")).entrySet())) {
      return false;
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      if (!matchesExpression(expression, labels)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesExpression(JsonNode expression, Map<String, String> labels) {
    String value = labels.get(expression.path("key").asText());
    List<String> values = Trees.texts(expression.path("values"));
    String operator = expression.path("operator").asText();
    return switch (operator) {
      case "In" -> value != null && values.contains(value);
      case "NotIn" -> value == null || !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> throw new IllegalArgumentException("operator '" + operator + "'");
    };
  }
}
