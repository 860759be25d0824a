package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.aggregation.Expression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies the stock code's operators to values. */
final class StockOperators {

  private static final int UNKNOWN_OPERATOR = 168;

  /** Operators whose operand is a document of named operands. */
  private static final Set<String> NAMED =
      Set.of(
          "$convert",
          "$dateToString",
          "$dayOfMonth",
          "$dayOfWeek",
          "$dayOfYear",
          "$hour",
          "$minute",
          "$month",
          "$second",
          "$year",
          "$trim",
          "$ltrim",
          "$rtrim",
          "$replaceOne",
          "$replaceAll",
          "$regexMatch",
          "$getField");

  private StockOperators() {}

  static boolean takesNamed(String operator, Document operand) {
    return NAMED.contains(operator) && !Expressions.isOperator(operand);
  }

  static @Nullable Object apply(String operator, List<@Nullable Object> values) {
    List<@Nullable Object> literals = new ArrayList<>();
    values.forEach(value -> literals.add(literal(value)));
    return evaluate(operator, literals);
  }

  static @Nullable Object applyNamed(String operator, Document values) {
    Document literals = new Document();
    values.forEach((name, value) -> literals.put(name, literal(value)));
    return evaluate(operator, literals);
  }

  private static @Nullable Object literal(@Nullable Object value) {
    boolean plain = value == null || value instanceof Number || value instanceof Boolean;
    boolean text = value instanceof String string && !string.startsWith("$");
    if (value instanceof Missing) {
      return "$missing";
    }
    return plain || text ? value : new Document("$literal", value);
  }

  /**
   * The stock evaluation evaluates the fields of a resulting document once more; it leaves alone
   * what is inside a list.
   */
  private static @Nullable Object evaluate(String operator, Object operand) {
    checkKnown(operator);
    Document expression = new Document(operator, operand);
    Document wrapped = new Document("$objectToArray", new Document("value", expression));
    List<?> fields = (List<?>) Expression.evaluateDocument(wrapped, new Document());
    return ((Document) fields.get(0)).get("v");
  }

  private static void checkKnown(String operator) {
    try {
      Expression.valueOf(operator);
    } catch (IllegalArgumentException e) {
      throw new MongoServerError(
          UNKNOWN_OPERATOR,
          "InvalidPipelineOperator",
          "Unrecognized expression '" + operator + "' (the embedded MongoDB has not all of them)");
    }
  }
}
