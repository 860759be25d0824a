package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates aggregation expressions: paths, variables, comparisons and what decides which part is
 * evaluated are done here, other operators by {@link AddedOperators} or the stock code, which get
 * values. So data is never taken for an expression, as it is in the stock evaluation.
 */
final class Expressions {

  private static final int NOT_ONE_OPERATOR = 15983;

  private Expressions() {}

  /** The value, or {@link Missing}. */
  static @Nullable Object evaluate(@Nullable Object expression, Document document) {
    return evaluate(expression, Scope.of(document));
  }

  static boolean isTrue(@Nullable Object expression, Scope scope) {
    Object value = evaluate(expression, scope);
    if (value instanceof Number number) {
      return NumberOrder.compare(number, 0) != 0;
    }
    return value != null && !(value instanceof Missing) && !Boolean.FALSE.equals(value);
  }

  static boolean isOperator(Document expression) {
    return !expression.isEmpty() && expression.keySet().iterator().next().startsWith("$");
  }

  static @Nullable Object evaluate(@Nullable Object expression, Scope scope) {
    if (expression instanceof String text) {
      return text.startsWith("$") ? scope.resolve(text) : text;
    } else if (expression instanceof Collection<?> elements) {
      return evaluateAll(elements, scope);
    } else if (expression instanceof Document fields) {
      return isOperator(fields) ? evaluateOperator(fields, scope) : evaluateFields(fields, scope);
    }
    return expression;
  }

  /** In an array what is missing is null. */
  private static List<@Nullable Object> evaluateAll(Collection<?> elements, Scope scope) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object element : elements) {
      Object value = evaluate(element, scope);
      values.add(value instanceof Missing ? null : value);
    }
    return values;
  }

  private static Document evaluateFields(Document fields, Scope scope) {
    Document values = new Document();
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      Object value = evaluate(field.getValue(), scope);
      if (!(value instanceof Missing)) {
        values.put(field.getKey(), value);
      }
    }
    return values;
  }

  private static @Nullable Object evaluateOperator(Document expression, Scope scope) {
    if (expression.size() != 1) {
      throw new MongoServerError(
          NOT_ONE_OPERATOR,
          "an expression has exactly one operator, this one has " + expression.keySet());
    }
    String name = expression.keySet().iterator().next();
    Object operand = expression.get(name);
    if (ControlOperators.knows(name)) {
      return ControlOperators.evaluate(name, operand, scope);
    }
    if (operand instanceof Document named && StockOperators.takesNamed(name, named)) {
      Document values = evaluateFields(named, scope);
      return AddedOperators.knows(name)
          ? AddedOperators.applyNamed(name, values)
          : StockOperators.applyNamed(name, values);
    }
    List<@Nullable Object> values = operands(operand, scope);
    return AddedOperators.knows(name)
        ? AddedOperators.apply(name, values)
        : StockOperators.apply(name, values);
  }

  /** The values of what an operator is applied to, those that are missing included. */
  static List<@Nullable Object> operands(@Nullable Object operand, Scope scope) {
    List<@Nullable Object> values = new ArrayList<>();
    if (operand instanceof Collection<?> several) {
      several.forEach(one -> values.add(evaluate(one, scope)));
    } else {
      values.add(evaluate(operand, scope));
    }
    return values;
  }
}
