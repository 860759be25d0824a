package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code $set}, {@code $unset} and {@code $setOnInsert} of plain paths, in the order and with the
 * errors of a real server; the stock code leads paths through null and arrays.
 */
record FieldUpdate(List<Step> steps) {

  private static final int PATH_NOT_VIABLE = 28;
  private static final int CONFLICTING_OPERATORS = 40;
  private static final int EMPTY_FIELD_NAME = 56;

  private static final Comparator<Step> IN_ORDER =
      (a, b) -> {
        int common = Math.min(a.path.size(), b.path.size());
        for (int i = 0; i < common; i++) {
          int order = FieldOrder.ADDED.compare(a.path.get(i), b.path.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.path.size(), b.path.size());
      };

  /** One field. */
  private record Step(String operator, List<String> path, @Nullable Object value) {

    boolean isWithin(Step other) {
      return path.size() >= other.path.size()
          && path.subList(0, other.path.size()).equals(other.path);
    }
  }

  /** Whether there are no other operators, no positions in arrays, and nothing of the id. */
  static boolean covers(Document update) {
    return Set.of("$set", "$unset", "$setOnInsert").containsAll(update.keySet())
        && update.values().stream().allMatch(FieldUpdate::isPlain);
  }

  private static boolean isPlain(Object fields) {
    return fields instanceof Document document
        && document.keySet().stream().allMatch(path -> isPlainPath(path));
  }

  private static boolean isPlainPath(String path) {
    return !path.contains("$") && !path.equals(IdIndex.FIELD) && !path.startsWith("_id.");
  }

  static FieldUpdate of(Document update) {
    List<Step> steps = new ArrayList<>();
    update.forEach(
        (operator, fields) ->
            ((Document) fields)
                .forEach(
                    (path, value) ->
                        steps.add(new Step(operator, List.of(path.split("\\.", -1)), value))));
    steps.sort(IN_ORDER);
    for (int i = 0; i < steps.size(); i++) {
      check(steps.get(i), i == 0 ? null : steps.get(i - 1));
    }
    return new FieldUpdate(steps);
  }

  private static void check(Step step, @Nullable Step before) {
    String path = String.join(".", step.path);
    if (step.path.contains("")) {
      throw new MongoServerError(
          EMPTY_FIELD_NAME,
          "EmptyFieldName",
          "The update path '" + path + "' contains an empty field name, which is not allowed.");
    }
    if (before != null && step.isWithin(before)) {
      throw new MongoServerError(
          CONFLICTING_OPERATORS,
          "ConflictingUpdateOperators",
          "Updating the path '%s' would create a conflict at '%s'"
              .formatted(path, String.join(".", before.path)));
    }
  }

  Document apply(Document before, boolean inserting) {
    // Stored documents are never changed: what lies beside the paths is shared with the one before.
    Document after = before.clone();
    for (Step step : steps) {
      if (step.operator.equals("$unset")) {
        unset(after, step.path);
      } else if (inserting || step.operator.equals("$set")) {
        set(after, step.path, step.value);
      }
    }
    return after;
  }

  /** A copy in its place, which may be changed. */
  private static Object own(Object container, String name, Object there) {
    Object copy =
        there instanceof Document document ? document.clone() : new ArrayList<>((List<?>) there);
    put(container, name, copy);
    return copy;
  }

  private static void set(Object container, List<String> path, @Nullable Object value) {
    String name = path.get(0);
    Object there = get(container, name);
    if (path.size() == 1) {
      put(container, name, value);
    } else if (there instanceof Document || there instanceof List) {
      requireName(there, path.get(1), name);
      set(own(container, name, there), path.subList(1, path.size()), value);
    } else if (there == null && !has(container, name)) {
      Document made = new Document();
      set(made, path.subList(1, path.size()), value);
      put(container, name, made);
    } else {
      throw notViable(path.get(1), name, there);
    }
  }

  private static void unset(Object container, List<String> path) {
    String name = path.get(0);
    if (!has(container, name)) {
      return;
    }
    if (path.size() > 1) {
      Object there = get(container, name);
      if (there instanceof Document || there instanceof List) {
        unset(own(container, name, there), path.subList(1, path.size()));
      }
    } else if (container instanceof Document document) {
      document.remove(name);
    } else {
      put(container, name, null);
    }
  }

  private static boolean has(@Nullable Object container, String name) {
    return container instanceof Document document
        ? document.containsKey(name)
        : container instanceof List<?> elements
            && Paths.isIndex(name)
            && Integer.parseInt(name) < elements.size();
  }

  private static @Nullable Object get(@Nullable Object container, String name) {
    if (container instanceof Document document) {
      return document.get(name);
    }
    return container instanceof List<?> elements && has(container, name)
        ? elements.get(Integer.parseInt(name))
        : null;
  }

  @SuppressWarnings("unchecked")
  private static void put(Object container, String name, @Nullable Object value) {
    if (container instanceof Document document) {
      document.put(name, value);
      return;
    }
    List<@Nullable Object> elements = (List<@Nullable Object>) container;
    int index = Integer.parseInt(name);
    while (elements.size() <= index) {
      elements.add(null);
    }
    elements.set(index, value);
  }

  private static void requireName(Object container, String name, String of) {
    if (container instanceof List && !Paths.isIndex(name)) {
      throw notViable(name, of, container);
    }
  }

  private static MongoServerError notViable(String name, String of, @Nullable Object container) {
    return new MongoServerError(
        PATH_NOT_VIABLE,
        "PathNotViable",
        "Cannot create field '%s' in element {%s: %s}".formatted(name, of, container));
  }
}
