package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The order in which a real server leaves the fields of what it inserts and updates. */
final class FieldOrder {

  /** Fields that an update adds come in lexicographic order, numeric names in numeric order. */
  static final Comparator<String> ADDED =
      (a, b) -> {
        boolean numbers = isNumber(a) && isNumber(b);
        return numbers && a.length() != b.length()
            ? Integer.compare(a.length(), b.length())
            : BsonOrder.compareStrings(a, b);
      };

  private FieldOrder() {}

  static Document idFirst(Document document) {
    if (!document.containsKey(IdIndex.FIELD)
        || document.keySet().iterator().next().equals(IdIndex.FIELD)) {
      return document;
    }
    Document ordered = new Document(IdIndex.FIELD, document.get(IdIndex.FIELD));
    ordered.putAll(document);
    return ordered;
  }

  static Document updated(Document before, Document after) {
    List<String> added =
        after.keySet().stream().filter(name -> !before.containsKey(name)).sorted(ADDED).toList();
    if (added.size() < 2) {
      return after;
    }
    Document ordered = new Document();
    after.forEach(
        (name, value) -> {
          if (before.containsKey(name)) {
            ordered.put(name, value);
          }
        });
    added.forEach(name -> ordered.put(name, after.get(name)));
    return ordered;
  }

  /** The same update operators, each with its fields in the order in which they are applied. */
  static Document operators(Document update) {
    Document ordered = new Document();
    for (Map.Entry<String, Object> operator : update.entrySet()) {
      ordered.put(
          operator.getKey(),
          operator.getValue() instanceof Document fields ? sorted(fields) : operator.getValue());
    }
    return ordered;
  }

  private static Document sorted(Document fields) {
    Document ordered = new Document();
    fields.keySet().stream().sorted(ADDED).forEach(name -> ordered.put(name, fields.get(name)));
    return ordered;
  }

  private static boolean isNumber(String name) {
    return !name.isEmpty() && name.chars().allMatch(Character::isDigit);
  }
}
