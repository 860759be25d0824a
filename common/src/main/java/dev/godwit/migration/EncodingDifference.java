package dev.godwit.migration;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** The smallest edit that leads from one encoding to the other, sub-documents field by field. */
final class EncodingDifference {

  private final Map<String, @Nullable Object> set = new LinkedHashMap<>();
  private final Set<String> unset = new LinkedHashSet<>();

  private EncodingDifference() {}

  static Change of(BsonDocument before, BsonDocument after) {
    EncodingDifference difference = new EncodingDifference();
    difference.collect("", before, after);
    return difference.set.isEmpty() && difference.unset.isEmpty()
        ? Change.none()
        : new Change.Edit(difference.set, difference.unset);
  }

  private void collect(String prefix, BsonDocument before, BsonDocument after) {
    for (Map.Entry<String, BsonValue> field : after.entrySet()) {
      String path = prefix + field.getKey();
      BsonValue old = before.get(field.getKey());
      if (old instanceof BsonDocument from && field.getValue() instanceof BsonDocument to) {
        collect(path + ".", from, to);
      } else if (!field.getValue().equals(old)) {
        set.put(path, field.getValue());
      }
    }
    for (String name : before.keySet()) {
      if (!after.containsKey(name)) {
        unset.add(prefix + name);
      }
    }
  }
}
