package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;

/** The document that an upsert starts from: the equalities of its filter. */
final class UpsertSeed {

  private UpsertSeed() {}

  static Document of(Document filter) {
    Document seed = new Document();
    add(filter, seed);
    return FieldOrder.idFirst(seed);
  }

  private static void add(Document filter, Document seed) {
    for (Map.Entry<String, Object> entry : filter.entrySet()) {
      String field = entry.getKey();
      Object condition = entry.getValue();
      if (field.equals("$and")) {
        ((List<?>) condition).forEach(branch -> add((Document) branch, seed));
      } else if (condition instanceof Document operators && Conditions.isOperators(operators)) {
        if (operators.containsKey("$eq")) {
          Paths.put(seed, field, operators.get("$eq"));
        }
      } else if (!field.startsWith("$") && !Conditions.isRegex(condition)) {
        Paths.put(seed, field, condition);
      }
    }
  }
}
