package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which keys of an index a filter can match at most. */
final class QueryBounds {

  private QueryBounds() {}

  /**
   * Bounds of a field that never holds an array, from its conditions in the filter, in {@code $and}
   * and in all branches of {@code $or}.
   */
  static KeyRanges of(Document filter, String field) {
    KeyRanges result = KeyRanges.ALL;
    for (Map.Entry<String, Object> entry : filter.entrySet()) {
      if (entry.getKey().equals(field)) {
        result = result.intersect(Conditions.bounds(entry.getValue()));
      } else if (entry.getKey().equals("$and")) {
        for (Document branch : branches(entry.getValue())) {
          result = result.intersect(of(branch, field));
        }
      } else if (entry.getKey().equals("$or")) {
        List<KeyRanges> each =
            branches(entry.getValue()).stream().map(branch -> of(branch, field)).toList();
        result = each.isEmpty() ? result : result.intersect(KeyRanges.union(each));
      }
    }
    return result;
  }

  /** What a filter asks besides that which its bounds say exactly, so that they suffice. */
  static Document rest(Document filter, String field) {
    Document rest = new Document();
    filter.forEach(
        (name, condition) -> {
          if (!isExact(name, condition, field)) {
            rest.put(name, condition);
          }
        });
    return rest;
  }

  private static boolean isExact(String name, @Nullable Object condition, String field) {
    if (name.equals("$and") || name.equals("$or")) {
      List<Document> branches = branches(condition);
      return !branches.isEmpty()
          && branches.stream().allMatch(branch -> rest(branch, field).isEmpty());
    }
    return name.equals(field) && Conditions.areExact(condition);
  }

  /**
   * The values that a field, or an element of the array in it, is asked to equal. One condition
   * only: two conditions may be met by two elements of an array.
   */
  static Optional<KeyRanges> wantedValues(Document filter, String field) {
    if (filter.containsKey(field)) {
      return wantedValues(filter.get(field));
    }
    return branches(filter.get("$and")).stream()
        .flatMap(branch -> wantedValues(branch, field).stream())
        .findFirst();
  }

  private static Optional<KeyRanges> wantedValues(@Nullable Object condition) {
    if (condition instanceof Document operators && Conditions.isOperators(operators)) {
      String name = operators.containsKey("$eq") ? "$eq" : "$in";
      return operators.containsKey(name)
          ? Conditions.exactly(name, operators.get(name))
          : Optional.empty();
    }
    return Conditions.isRegex(condition)
        ? Optional.empty()
        : Optional.of(Conditions.equal(condition));
  }

  private static List<Document> branches(@Nullable Object operand) {
    if (!(operand instanceof Collection<?> several)) {
      return List.of();
    }
    // what is malformed is reported when documents are matched
    return several.stream().allMatch(Document.class::isInstance)
        ? several.stream().map(Document.class::cast).toList()
        : List.of();
  }
}
