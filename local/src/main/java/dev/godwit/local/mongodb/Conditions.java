package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import dev.godwit.local.mongodb.KeyRange.Cut;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What conditions on one field allow, as ranges of the BSON order.
 *
 * <p>Comparisons stay within the type bracket of their operand, except those with MinKey and
 * MaxKey; NaN equals itself and compares with nothing else.
 */
final class Conditions {

  private static final Set<String> REFERENCE_FIELDS = Set.of("$ref", "$id", "$db");

  private Conditions() {}

  /** Whether the condition consists of operators; otherwise it is a value to be equal to. */
  static boolean isOperators(@Nullable Object condition) {
    if (!(condition instanceof Document document) || document.isEmpty()) {
      return false;
    }
    String first = document.keySet().iterator().next();
    return first.startsWith("$") && !REFERENCE_FIELDS.contains(first);
  }

  /** At least the values that the condition matches; where it cannot be narrowed, all. */
  static KeyRanges bounds(@Nullable Object condition) {
    if (condition instanceof Document operators && isOperators(operators)) {
      KeyRanges result = KeyRanges.ALL;
      for (Map.Entry<String, Object> operator : operators.entrySet()) {
        result = result.intersect(bounds(operator.getKey(), operator.getValue()));
      }
      return result;
    }
    return isRegex(condition) ? KeyRanges.ALL : equal(condition);
  }

  private static KeyRanges bounds(String operator, @Nullable Object operand) {
    if (operator.equals("$type")) {
      return KeyRanges.union(
          BsonTypeName.parse(operand).stream()
              .filter(BsonTypeName::isStored)
              .map(type -> KeyRanges.bracket(type.bracket()))
              .toList());
    }
    return exactly(operator, operand).orElse(KeyRanges.ALL);
  }

  /** Whether the bounds of the condition hold nothing that it does not match. */
  static boolean areExact(@Nullable Object condition) {
    if (condition instanceof Document operators && isOperators(operators)) {
      return operators.entrySet().stream()
          .allMatch(operator -> isExact(operator.getKey(), operator.getValue()));
    }
    return !isRegex(condition);
  }

  private static boolean isExact(String operator, @Nullable Object operand) {
    return operator.equals("$type")
        ? BsonTypeName.areWholeBrackets(BsonTypeName.parse(operand))
        : exactly(operator, operand).isPresent();
  }

  /** Exactly the values that match, if the operator is one that can be said in ranges. */
  static Optional<KeyRanges> exactly(String operator, @Nullable Object operand) {
    return switch (operator) {
      case "$eq" -> Optional.of(equal(operand));
      case "$in" -> in(operand);
      case "$gt" -> Optional.of(beyond(operand, false));
      case "$gte" -> Optional.of(beyond(operand, true));
      case "$lt" -> Optional.of(below(operand, false));
      case "$lte" -> Optional.of(below(operand, true));
      default -> Optional.empty();
    };
  }

  /** Null also stands for a field that is not there. */
  static KeyRanges equal(@Nullable Object value) {
    return value == null
        ? KeyRanges.of(KeyRange.of(TypeBracket.MISSING, TypeBracket.NULL))
        : KeyRanges.point(value);
  }

  private static Optional<KeyRanges> in(@Nullable Object operand) {
    if (!(operand instanceof Collection<?> values)) {
      throw new BadValueException("$in needs an array");
    }
    if (values.stream().anyMatch(Conditions::isRegex)) {
      return Optional.empty();
    }
    List<KeyRanges> points = values.stream().map(Conditions::equal).toList();
    return Optional.of(KeyRanges.union(points));
  }

  private static KeyRanges beyond(@Nullable Object operand, boolean orEqual) {
    TypeBracket bracket = TypeBracket.of(operand);
    if (operand == null || NumberOrder.isNaN(operand)) {
      return orEqual ? equal(operand) : KeyRanges.NONE;
    }
    TypeBracket last = bracket == TypeBracket.MIN_KEY ? TypeBracket.MAX_KEY : bracket;
    Cut from = orEqual ? Cut.before(operand) : Cut.behind(operand);
    return KeyRanges.between(from, KeyRange.of(last, last).to());
  }

  private static KeyRanges below(@Nullable Object operand, boolean orEqual) {
    TypeBracket bracket = TypeBracket.of(operand);
    if (operand == null || NumberOrder.isNaN(operand)) {
      return orEqual ? equal(operand) : KeyRanges.NONE;
    }
    TypeBracket first = bracket == TypeBracket.MAX_KEY ? TypeBracket.MIN_KEY : bracket;
    Cut from =
        bracket == TypeBracket.NUMBER ? Cut.behind(Double.NaN) : KeyRange.of(first, first).from();
    return KeyRanges.between(from, orEqual ? Cut.behind(operand) : Cut.before(operand));
  }

  static boolean isRegex(@Nullable Object value) {
    return BsonRegularExpression.isRegularExpression(value);
  }
}
