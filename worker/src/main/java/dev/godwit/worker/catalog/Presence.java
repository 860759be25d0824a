package dev.godwit.worker.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Whether a field is there after an update, as far as that can be known without the document. */
enum Presence {
  PRESENT,
  ABSENT,
  UNKNOWN;

  /** Operators that give a value, null at least, whatever they are given. */
  private static final Set<String> ALWAYS_A_VALUE =
      Set.of(
          "$literal",
          "$concat",
          "$toLower",
          "$toUpper",
          "$toString",
          "$toInt",
          "$toLong",
          "$toDouble",
          "$toDecimal",
          "$toBool",
          "$toDate",
          "$toObjectId",
          "$dateToString",
          "$add",
          "$subtract",
          "$multiply",
          "$divide",
          "$mod",
          "$round",
          "$floor",
          "$ceil",
          "$trunc",
          "$abs",
          "$eq",
          "$ne",
          "$gt",
          "$gte",
          "$lt",
          "$lte",
          "$and",
          "$or",
          "$not",
          "$in",
          "$isNumber",
          "$isArray",
          "$type",
          "$size",
          "$map",
          "$filter",
          "$split",
          "$trim",
          "$ltrim",
          "$rtrim",
          "$substrCP",
          "$substrBytes",
          "$replaceAll",
          "$replaceOne",
          "$mergeObjects",
          "$concatArrays",
          "$setUnion",
          "$arrayToObject",
          "$objectToArray");

  /** Of a field that is set to this expression. */
  static Presence of(BsonValue expression) {
    return isAlwaysAValue(expression) ? PRESENT : UNKNOWN;
  }

  private static boolean isAlwaysAValue(@Nullable BsonValue expression) {
    if (expression == null) {
      return false;
    }
    if (expression.isString()) {
      return !expression.asString().getValue().startsWith("$");
    }
    if (!(expression instanceof BsonDocument document)) {
      return true;
    }
    if (document.isEmpty() || !document.getFirstKey().startsWith("$")) {
      return true;
    }
    Map.Entry<String, BsonValue> operator = document.entrySet().iterator().next();
    return switch (operator.getKey()) {
      case "$cond" -> bothBranches(operator.getValue());
      case "$ifNull" ->
          operator.getValue().isArray() && isAlwaysAValue(last(operator.getValue().asArray()));
      case "$switch" -> allBranches(operator.getValue());
      default -> ALWAYS_A_VALUE.contains(operator.getKey());
    };
  }

  private static boolean bothBranches(BsonValue cond) {
    if (cond.isArray()) {
      List<BsonValue> parts = cond.asArray();
      return parts.size() == 3 && isAlwaysAValue(parts.get(1)) && isAlwaysAValue(parts.get(2));
    }
    return cond instanceof BsonDocument parts
        && isAlwaysAValue(parts.get("then"))
        && isAlwaysAValue(parts.get("else"));
  }

  /** Without a default the server refuses what no branch is for. */
  private static boolean allBranches(BsonValue argument) {
    return argument instanceof BsonDocument parts
        && parts.get("branches") instanceof BsonArray branches
        && branches.stream()
            .allMatch(
                branch -> branch instanceof BsonDocument each && isAlwaysAValue(each.get("then")))
        && (!parts.containsKey("default") || isAlwaysAValue(parts.get("default")));
  }

  private static @Nullable BsonValue last(List<BsonValue> values) {
    return values.isEmpty() ? null : values.get(values.size() - 1);
  }
}
