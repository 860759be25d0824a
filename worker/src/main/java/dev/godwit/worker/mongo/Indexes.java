package dev.godwit.worker.mongo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Whether reading by an index finds every document: some leave out those without the field. */
final class Indexes {

  private Indexes() {}

  /**
   * Why not; empty when it does.
   *
   * @param all the indexes of the collection, as the server lists them
   * @param keys those of the index that it is to be read by
   */
  static Optional<String> fault(Collection<BsonDocument> all, BsonDocument keys) {
    Optional<BsonDocument> found =
        all.stream().filter(index -> same(index.getDocument("key"), keys)).findFirst();
    if (found.isEmpty()) {
      return Optional.of("is not there");
    }
    BsonValue sparse = found.get().get("sparse", BsonBoolean.FALSE);
    if (sparse.isBoolean() ? sparse.asBoolean().getValue() : sparse.isNumber()) {
      return Optional.of("is sparse, and so leaves out documents without the field");
    }
    return keys.entrySet().stream().anyMatch(Indexes::isPartial)
        ? Optional.of("is of a kind that leaves out documents without the field")
        : Optional.empty();
  }

  /** Such as {@code 2dsphere}, {@code text} and wildcards; hashed ones hold every document. */
  private static boolean isPartial(Map.Entry<String, BsonValue> key) {
    BsonValue kind = key.getValue();
    return key.getKey().contains("$**")
        || (kind.isString() && !kind.asString().getValue().equals("hashed"));
  }

  private static boolean same(BsonDocument a, BsonDocument b) {
    List<Map.Entry<String, BsonValue>> left = new ArrayList<>(a.entrySet());
    List<Map.Entry<String, BsonValue>> right = new ArrayList<>(b.entrySet());
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!left.get(i).getKey().equals(right.get(i).getKey())
          || !same(left.get(i).getValue(), right.get(i).getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(BsonValue a, BsonValue b) {
    return a.isNumber() && b.isNumber()
        ? a.asNumber().doubleValue() == b.asNumber().doubleValue()
        : a.equals(b);
  }
}
