package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operators that decide which of their operands are evaluated, or in which scope. */
final class ControlOperators {

  private static final int NO_BRANCH_AND_NO_DEFAULT = 40066;
  private static final int NOT_AN_ARRAY = 16883;
  private static final int WRONG_OPERANDS = 16020;

  private static final Set<String> NAMES =
      Set.of(
          "$literal",
          "$cond",
          "$ifNull",
          "$switch",
          "$and",
          "$or",
          "$let",
          "$map",
          "$filter",
          "$reduce");

  private ControlOperators() {}

  static boolean knows(String operator) {
    return NAMES.contains(operator);
  }

  static @Nullable Object evaluate(String operator, @Nullable Object operand, Scope scope) {
    return switch (operator) {
      case "$literal" -> operand;
      case "$cond" -> cond(operand, scope);
      case "$ifNull" -> ifNull(Arguments.list(operator, operand), scope);
      case "$switch" -> switchOf(Arguments.document(operator, operand), scope);
      case "$and" -> each(operand).stream().allMatch(one -> Expressions.isTrue(one, scope));
      case "$or" -> each(operand).stream().anyMatch(one -> Expressions.isTrue(one, scope));
      case "$let" -> let(Arguments.document(operator, operand), scope);
      case "$map" -> map(Arguments.document(operator, operand), scope);
      case "$filter" -> filter(Arguments.document(operator, operand), scope);
      default -> reduce(Arguments.document(operator, operand), scope);
    };
  }

  private static List<?> each(@Nullable Object operand) {
    return operand instanceof List<?> several ? several : Collections.singletonList(operand);
  }

  private static @Nullable Object cond(@Nullable Object operand, Scope scope) {
    if (operand instanceof Document named) {
      return Expressions.evaluate(
          named.get(Expressions.isTrue(named.get("if"), scope) ? "then" : "else"), scope);
    }
    if (!(operand instanceof List<?> parts) || parts.size() != 3) {
      throw new MongoServerError(WRONG_OPERANDS, "Expression $cond takes exactly 3 arguments");
    }
    return Expressions.evaluate(parts.get(Expressions.isTrue(parts.get(0), scope) ? 1 : 2), scope);
  }

  private static @Nullable Object ifNull(List<?> operands, Scope scope) {
    Object value = null;
    for (Object operand : operands) {
      value = Expressions.evaluate(operand, scope);
      if (value != null && !(value instanceof Missing)) {
        return value;
      }
    }
    return value;
  }

  private static @Nullable Object switchOf(Document operand, Scope scope) {
    for (Object branch : (List<?>) operand.getOrDefault("branches", List.of())) {
      if (Expressions.isTrue(((Document) branch).get("case"), scope)) {
        return Expressions.evaluate(((Document) branch).get("then"), scope);
      }
    }
    if (!operand.containsKey("default")) {
      throw new MongoServerError(
          NO_BRANCH_AND_NO_DEFAULT,
          "$switch could not find a matching branch for an input, and no default was specified.");
    }
    return Expressions.evaluate(operand.get("default"), scope);
  }

  private static @Nullable Object let(Document operand, Scope scope) {
    Scope inner = scope;
    Document variables = Arguments.document("vars", operand.get("vars"));
    for (Map.Entry<String, Object> variable : variables.entrySet()) {
      Object value = Expressions.evaluate(variable.getValue(), scope);
      inner = inner.with(variable.getKey(), value);
    }
    return Expressions.evaluate(operand.get("in"), inner);
  }

  private static @Nullable Object map(Document operand, Scope scope) {
    List<?> input = input(operand, scope);
    if (input == null) {
      return null;
    }
    List<@Nullable Object> mapped = new ArrayList<>();
    for (Object element : input) {
      Scope inner = scope.with(name(operand), element);
      Object value = Expressions.evaluate(operand.get("in"), inner);
      mapped.add(value instanceof Missing ? null : value);
    }
    return mapped;
  }

  private static @Nullable Object filter(Document operand, Scope scope) {
    List<?> input = input(operand, scope);
    if (input == null) {
      return null;
    }
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object element : input) {
      if (Expressions.isTrue(operand.get("cond"), scope.with(name(operand), element))) {
        kept.add(element);
      }
    }
    return kept;
  }

  private static @Nullable Object reduce(Document operand, Scope scope) {
    List<?> input = input(operand, scope);
    if (input == null) {
      return null;
    }
    Object value = Expressions.evaluate(operand.get("initialValue"), scope);
    for (Object element : input) {
      Scope inner = scope.with("this", element).with("value", value);
      value = Expressions.evaluate(operand.get("in"), inner);
    }
    return value;
  }

  private static String name(Document operand) {
    return (String) operand.getOrDefault("as", "this");
  }

  private static @Nullable List<?> input(Document operand, Scope scope) {
    Object input = Expressions.evaluate(operand.get("input"), scope);
    if (input == null || input instanceof Missing) {
      return null;
    }
    if (input instanceof List<?> elements) {
      return elements;
    }
    throw new MongoServerError(NOT_AN_ARRAY, "input must be an array, not " + input);
  }
}
