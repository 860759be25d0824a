package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns a query filter into a predicate.
 *
 * <p>Comparisons of top-level fields and expressions are done here, because the stock matcher is
 * wrong about NaN, null, binaries and large numbers; it gets all the rest.
 */
final class Filter {

  private Filter() {}

  static Predicate<Document> compile(Document filter) {
    List<Predicate<Document>> all = new ArrayList<>();
    for (Map.Entry<String, Object> entry : filter.entrySet()) {
      all.add(compile(entry.getKey(), entry.getValue()));
    }
    return allOf(all);
  }

  private static Predicate<Document> compile(String key, @Nullable Object condition) {
    return switch (key) {
      case "$and" -> allOf(branches(condition));
      case "$or" -> anyOf(branches(condition));
      case "$nor" -> anyOf(branches(condition)).negate();
      case "$comment" -> document -> true;
      case "$expr" -> document -> Expressions.isTrue(condition, Scope.of(document));
      default ->
          key.startsWith("$") || key.contains(".")
              ? stock(key, condition)
              : FieldFilter.compile(key, condition);
    };
  }

  static Predicate<Document> stock(String key, @Nullable Object condition) {
    Document filter = new Document(key, condition);
    DefaultQueryMatcher matcher = new DefaultQueryMatcher();
    return document -> matcher.matches(document, filter);
  }

  static <T> Predicate<T> allOf(List<Predicate<T>> predicates) {
    if (predicates.size() == 1) {
      return predicates.get(0);
    }
    return value -> predicates.stream().allMatch(predicate -> predicate.test(value));
  }

  private static <T> Predicate<T> anyOf(List<Predicate<T>> predicates) {
    return value -> predicates.stream().anyMatch(predicate -> predicate.test(value));
  }

  private static List<Predicate<Document>> branches(@Nullable Object operand) {
    if (!(operand instanceof Collection<?> several)
        || several.isEmpty()
        || !several.stream().allMatch(Document.class::isInstance)) {
      throw new BadValueException("$and/$or/$nor must be a nonempty array of objects");
    }
    return several.stream().map(branch -> compile((Document) branch)).toList();
  }
}
