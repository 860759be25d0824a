package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The conditions on one top-level field. */
final class FieldFilter {

  private FieldFilter() {}

  static Predicate<Document> compile(String field, @Nullable Object condition) {
    if (condition instanceof Document operators && Conditions.isOperators(operators)) {
      return compileOperators(field, operators);
    }
    return Conditions.isRegex(condition)
        ? Filter.stock(field, condition)
        : in(field, Conditions.equal(condition));
  }

  private static Predicate<Document> compileOperators(String field, Document operators) {
    List<Predicate<Document>> known = new ArrayList<>();
    Document rest = new Document();
    for (Map.Entry<String, Object> operator : operators.entrySet()) {
      compile(field, operator.getKey(), operator.getValue())
          .ifPresentOrElse(known::add, () -> rest.put(operator.getKey(), operator.getValue()));
    }
    if (!rest.isEmpty()) {
      known.add(Filter.stock(field, rest));
    }
    return Filter.allOf(known);
  }

  private static Optional<Predicate<Document>> compile(
      String field, String operator, @Nullable Object operand) {
    return switch (operator) {
      case "$eq", "$in", "$gt", "$gte", "$lt", "$lte" ->
          Conditions.exactly(operator, operand).map(ranges -> in(field, ranges));
      case "$ne" -> Optional.of(in(field, Conditions.equal(operand)).negate());
      case "$nin" -> Conditions.exactly("$in", operand).map(ranges -> in(field, ranges).negate());
      case "$not" ->
          operand instanceof Document negated && !Conditions.isRegex(operand)
              ? Optional.of(compile(field, negated).negate())
              : Optional.empty();
      case "$exists" -> {
        boolean wanted = Utils.isTrue(operand);
        yield Optional.of(document -> document.containsKey(field) == wanted);
      }
      case "$type" -> {
        List<BsonTypeName> types = BsonTypeName.parse(operand);
        yield Optional.of(
            any(field, value -> types.stream().anyMatch(type -> type.matches(value))));
      }
      default -> Optional.empty();
    };
  }

  private static Predicate<Document> in(String field, KeyRanges ranges) {
    return any(field, value -> ranges.contains(OrderedKey.of(value)));
  }

  /** An array matches by itself or by one of its elements. */
  private static Predicate<Document> any(String field, Predicate<@Nullable Object> wanted) {
    return document -> {
      Object value = document.getOrDefault(field, Missing.getInstance());
      return wanted.test(value)
          || (value instanceof Collection<?> elements && elements.stream().anyMatch(wanted));
    };
  }
}
