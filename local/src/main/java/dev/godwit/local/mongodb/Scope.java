package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What paths and variables in an expression stand for. */
record Scope(Document root, Map<String, @Nullable Object> variables) {

  private static final int UNDEFINED_VARIABLE = 17276;

  static Scope of(Document root) {
    return new Scope(root, Map.of());
  }

  Scope with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new HashMap<>(variables);
    more.put(name, value);
    return new Scope(root, more);
  }

  /** The value at {@code $path} or {@code $$variable.path}, or {@link Missing}. */
  @Nullable Object resolve(String reference) {
    boolean variable = reference.startsWith("$$");
    List<String> path = List.of(reference.substring(variable ? 2 : 1).split("\\."));
    return variable
        ? follow(variable(path.get(0)), path.subList(1, path.size()))
        : follow(root, path);
  }

  private @Nullable Object variable(String name) {
    if (variables.containsKey(name)) {
      return variables.get(name);
    }
    return switch (name) {
      case "ROOT", "CURRENT" -> root;
      case "REMOVE" -> Missing.getInstance();
      case "NOW" -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
      default ->
          throw new MongoServerError(UNDEFINED_VARIABLE, "Use of undefined variable: " + name);
    };
  }

  private static @Nullable Object follow(@Nullable Object value, List<String> path) {
    if (path.isEmpty()) {
      return value;
    }
    List<String> rest = path.subList(1, path.size());
    if (value instanceof Document document) {
      return follow(document.getOrMissing(path.get(0)), rest);
    }
    if (!(value instanceof List<?> elements)) {
      return Missing.getInstance();
    }
    List<@Nullable Object> found = new ArrayList<>();
    for (Object element : elements) {
      if (element instanceof Document document) {
        Object below = follow(document.getOrMissing(path.get(0)), rest);
        if (!(below instanceof Missing)) {
          found.add(below);
        }
      }
    }
    return found;
  }
}
