package dev.godwit.worker.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Whether the filter keeps a document that was changed from being changed again. */
final class Repeats {

  private Repeats() {}

  /** Why a pipeline must not meet a document twice; empty when it may, or cannot. */
  static Optional<String> problem(PipelineFlow flow, BsonDocument filter) {
    return flow.readAndChanged()
        .filter(path -> !isExcludedAfterwards(flow, filter))
        .map(
            path ->
                path.isEmpty()
                    ? "reads the whole document, which it also changes"
                    : "reads '%s', which it also changes".formatted(path));
  }

  private static boolean isExcludedAfterwards(PipelineFlow flow, BsonDocument filter) {
    for (Map.Entry<String, BsonValue> condition : conditions(filter)) {
      String field = condition.getKey();
      if (field.contains(".") || !(condition.getValue() instanceof BsonDocument operators)) {
        continue;
      }
      BsonValue exists = operators.get("$exists");
      if (exists != null && (exists.isBoolean() || exists.isNumber())) {
        boolean wanted =
            exists.isBoolean()
                ? exists.asBoolean().getValue()
                : exists.asNumber().doubleValue() != 0;
        if (flow.presenceOf(field) == (wanted ? Presence.ABSENT : Presence.PRESENT)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Those that all must hold. */
  private static List<Map.Entry<String, BsonValue>> conditions(BsonDocument filter) {
    List<Map.Entry<String, BsonValue>> conditions = new ArrayList<>();
    for (Map.Entry<String, BsonValue> field : filter.entrySet()) {
      if (!field.getKey().equals("$and")) {
        conditions.add(field);
      } else if (field.getValue().isArray()) {
        for (BsonValue part : field.getValue().asArray()) {
          if (part instanceof BsonDocument document) {
            conditions.addAll(conditions(document));
          }
        }
      }
    }
    return conditions;
  }
}
