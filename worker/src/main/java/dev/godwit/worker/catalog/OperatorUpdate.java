package dev.godwit.worker.catalog;

import dev.godwit.boot.ClosestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Checks the form of an update that is written as operators. */
final class OperatorUpdate {

  /** A repeat adds, multiplies, appends, removes or flips once more. */
  private static final Set<String> NOT_REPEATABLE =
      new TreeSet<>(Set.of("$inc", "$mul", "$push", "$pop", "$bit"));

  private static final Set<String> REPEATABLE =
      Set.of(
          "$set",
          "$unset",
          "$rename",
          "$min",
          "$max",
          "$currentDate",
          "$addToSet",
          "$pull",
          "$pullAll");

  private static final Set<String> ALL = new TreeSet<>(REPEATABLE);

  static {
    ALL.addAll(NOT_REPEATABLE);
  }

  private final List<String> problems = new ArrayList<>();

  private OperatorUpdate() {}

  static List<String> problems(String path, BsonDocument update) {
    OperatorUpdate check = new OperatorUpdate();
    List<String> fields = update.keySet().stream().filter(key -> !key.startsWith("$")).toList();
    if (update.isEmpty()) {
      check.refuse(path, "is empty; expected operators such as $set, or a list of stages");
    } else if (!fields.isEmpty()) {
      check.refuse(
          path,
          ("has the field '%s' beside or instead of operators, which would replace whole documents;"
                  + " write {$set: {%s: …}}")
              .formatted(fields.get(0), fields.get(0)));
    } else {
      update.forEach((name, argument) -> check.operator(path, name, argument));
    }
    return check.problems;
  }

  /** Those among the operators of the update that a repeat would apply once more. */
  static List<String> notRepeatable(BsonDocument update) {
    return update.keySet().stream().filter(NOT_REPEATABLE::contains).toList();
  }

  private void operator(String path, String name, BsonValue argument) {
    if (!ALL.contains(name)) {
      refuse(path, unknown(name));
    } else if (!(argument instanceof BsonDocument fields) || fields.isEmpty()) {
      refuse(path + "." + name, "expected fields and their values");
    } else {
      for (Map.Entry<String, BsonValue> field : fields.entrySet()) {
        field(path + "." + name, field.getKey());
        if (name.equals("$rename")) {
          renamed(path + "." + name, field.getValue());
        }
      }
    }
  }

  private void renamed(String path, BsonValue target) {
    if (target.isString()) {
      field(path, target.asString().getValue());
    } else {
      refuse(path, "expected the new name of the field");
    }
  }

  private void field(String path, String field) {
    if (Paths.isId(field)) {
      refuse(path, "'%s': the _id cannot be changed".formatted(field));
      return;
    }
    for (String part : field.split("\\.", -1)) {
      if (part.isEmpty()) {
        refuse(path, "'%s': every part of a path needs a name".formatted(field));
      } else if (part.startsWith("$") && !part.equals("$[]")) {
        refuse(
            path,
            "'%s': %s depends on which elements match; use $[], or a list of stages"
                .formatted(field, part));
      }
    }
  }

  private static String unknown(String name) {
    if (name.equals("$setOnInsert")) {
      return "$setOnInsert would do nothing, because migrations insert nothing";
    }
    return "unknown operator %s; %s"
        .formatted(
            name,
            ClosestName.of(name, ALL)
                .map(meant -> "did you mean " + meant + "?")
                .orElse("expected one of " + String.join(", ", ALL)));
  }

  private void refuse(String path, String problem) {
    problems.add(path + ": " + problem);
  }
}
