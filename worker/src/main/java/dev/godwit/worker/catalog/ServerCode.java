package dev.godwit.worker.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonValue;

/**
 * Finds JavaScript that the server would run: it is slow, often switched off, and does what no
 * reviewer of a migration can see.
 */
final class ServerCode {

  private static final Set<String> OPERATORS = Set.of("$where", "$function", "$accumulator");

  private ServerCode() {}

  /** A problem for each operator that runs some. */
  static List<String> problems(String path, BsonValue value) {
    Set<String> found = new TreeSet<>();
    collect(value, found);
    return found.stream()
        .map(
            name ->
                "%s: %s runs JavaScript in the server, which is refused; use operators, or a migration in code"
                    .formatted(path, name))
        .toList();
  }

  private static void collect(BsonValue value, Set<String> found) {
    if (value instanceof BsonDocument document) {
      for (Map.Entry<String, BsonValue> field : document.entrySet()) {
        if (OPERATORS.contains(field.getKey())) {
          found.add(field.getKey());
        }
        collect(field.getValue(), found);
      }
    } else if (value.isArray()) {
      value.asArray().forEach(element -> collect(element, found));
    } else if (value instanceof BsonJavaScript || value instanceof BsonJavaScriptWithScope) {
      found.add("$code");
    }
  }
}
