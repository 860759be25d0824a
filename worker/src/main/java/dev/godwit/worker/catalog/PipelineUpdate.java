package dev.godwit.worker.catalog;

import dev.godwit.boot.ClosestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Checks the form of an update that is written as stages. */
final class PipelineUpdate {

  private static final Set<String> STAGES =
      new TreeSet<>(
          Set.of("$addFields", "$set", "$project", "$unset", "$replaceRoot", "$replaceWith"));

  private final List<String> problems = new ArrayList<>();

  private PipelineUpdate() {}

  static List<String> problems(String path, BsonArray stages) {
    PipelineUpdate check = new PipelineUpdate();
    if (stages.isEmpty()) {
      check.refuse(path, "has no stage; expected one of " + String.join(", ", STAGES));
    }
    for (int i = 0; i < stages.size(); i++) {
      check.stage("%s[%d]".formatted(path, i), stages.get(i));
    }
    return check.problems;
  }

  private void stage(String path, BsonValue stage) {
    if (!(stage instanceof BsonDocument document) || document.size() != 1) {
      refuse(path, "is no stage; expected one operator and its argument");
      return;
    }
    Map.Entry<String, BsonValue> only = document.entrySet().iterator().next();
    String name = only.getKey();
    if (!STAGES.contains(name)) {
      refuse(path, "%s is no stage of an update; %s".formatted(name, instead(name)));
      return;
    }
    String inner = path + "." + name;
    switch (name) {
      case "$unset" -> unset(inner, only.getValue());
      case "$replaceRoot" -> {
        if (!(only.getValue() instanceof BsonDocument argument)
            || !argument.containsKey("newRoot")) {
          refuse(inner, "expected {newRoot: …}");
        } else {
          root(inner + ".newRoot", argument.get("newRoot"));
        }
      }
      case "$replaceWith" -> root(inner, only.getValue());
      default -> fields(inner, name, only.getValue());
    }
  }

  private void unset(String path, BsonValue argument) {
    List<BsonValue> names = argument.isArray() ? argument.asArray() : List.of(argument);
    if (names.isEmpty()) {
      refuse(path, "names no field");
    }
    for (BsonValue name : names) {
      if (!name.isString() || name.asString().getValue().startsWith("$")) {
        refuse(path, "expected the name of a field, or a list of such, without $");
      } else if (Paths.isId(name.asString().getValue())) {
        refuseId(path, name.asString().getValue());
      }
    }
  }

  private void fields(String path, String stage, BsonValue argument) {
    if (!(argument instanceof BsonDocument fields) || fields.isEmpty()) {
      refuse(path, "expected fields and what they become");
      return;
    }
    for (Map.Entry<String, BsonValue> field : fields.entrySet()) {
      String name = field.getKey();
      if (name.isEmpty() || name.startsWith("$")) {
        refuse(path + "." + name, "is not the name of a field");
      } else if (Paths.isId(name) && !(stage.equals("$project") && isKept(field.getValue()))) {
        refuseId(path, name);
      }
    }
  }

  /** The server keeps the _id of a document that is replaced by one without. */
  private void root(String path, BsonValue document) {
    BsonString itself = new BsonString("$_id");
    if (document instanceof BsonDocument literal
        && literal.containsKey("_id")
        && !literal.get("_id").equals(itself)) {
      refuseId(path, "_id");
    }
  }

  private static boolean isKept(BsonValue value) {
    return (value.isBoolean() && value.asBoolean().getValue())
        || (value.isNumber() && value.asNumber().doubleValue() != 0);
  }

  private static String instead(String name) {
    return ClosestName.of(name, STAGES)
        .map(meant -> "did you mean " + meant + "?")
        .orElse("expected one of " + String.join(", ", STAGES));
  }

  private void refuseId(String path, String field) {
    refuse(path, "'%s': the _id cannot be changed".formatted(field));
  }

  private void refuse(String path, String problem) {
    problems.add(path + ": " + problem);
  }
}
