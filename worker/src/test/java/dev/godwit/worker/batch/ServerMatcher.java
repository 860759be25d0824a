package dev.godwit.worker.batch;

import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonType;
import org.bson.BsonValue;

/**
 * Matches an {@code _id} as the server does: comparisons stay within the kind of their operand,
 * except those with MinKey and MaxKey, and NaN compares with nothing but itself (the server's
 * {@code ComparisonMatchExpression}).
 */
final class ServerMatcher {

  private ServerMatcher() {}

  static boolean matches(BsonDocument filter, BsonValue id) {
    return filter.entrySet().stream().allMatch(entry -> matches(entry, id));
  }

  private static boolean matches(Map.Entry<String, BsonValue> entry, BsonValue id) {
    return switch (entry.getKey()) {
      case "$or" ->
          entry.getValue().asArray().stream().anyMatch(branch -> matches(branch.asDocument(), id));
      case "_id" -> meets(entry.getValue().asDocument(), id);
      default -> throw new IllegalArgumentException(entry.getKey());
    };
  }

  static boolean meets(BsonDocument condition, BsonValue id) {
    return condition.entrySet().stream()
        .allMatch(
            operator ->
                switch (operator.getKey()) {
                  case "$type" -> isOfType(operator.getValue().asArray(), id);
                  case "$in" ->
                      operator.getValue().asArray().stream()
                          .anyMatch(value -> compares("$eq", id, value));
                  default -> compares(operator.getKey(), id, operator.getValue());
                });
  }

  private static boolean isOfType(BsonArray types, BsonValue id) {
    BsonType type = id.getBsonType();
    int number = type == BsonType.MIN_KEY ? -1 : type.getValue();
    return types.stream().anyMatch(wanted -> wanted.asInt32().getValue() == number);
  }

  private static boolean compares(String operator, BsonValue id, BsonValue operand) {
    if (TypeBracket.of(id) != TypeBracket.of(operand)) {
      return (operand instanceof BsonMaxKey && operator.startsWith("$lt"))
          || (operand instanceof BsonMinKey && operator.startsWith("$gt"));
    }
    if (Numbers.isNaN(id) || Numbers.isNaN(operand)) {
      boolean both = Numbers.isNaN(id) && Numbers.isNaN(operand);
      return both && !operator.equals("$gt") && !operator.equals("$lt");
    }
    int order = BsonOrder.INSTANCE.compare(id, operand);
    return switch (operator) {
      case "$eq" -> order == 0;
      case "$gt" -> order > 0;
      case "$gte" -> order >= 0;
      case "$lte" -> order <= 0;
      default -> throw new IllegalArgumentException(operator);
    };
  }
}
