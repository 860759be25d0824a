package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.BsonCodecs;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Whether BSON is the same to the byte. Documents equal each other in Java whatever the order of
 * their fields, which in MongoDB makes different values, and different ids.
 */
final class BsonBytes {

  private BsonBytes() {}

  /** The {@code _id}, which every document of a collection has. */
  static BsonValue id(BsonDocument document) {
    return Objects.requireNonNull(document.get("_id"), "a document without an _id");
  }

  static boolean same(RawBsonDocument a, RawBsonDocument b) {
    return Arrays.equals(
        a.getBackingArray(),
        a.getByteOffset(),
        a.getByteOffset() + a.getByteLength(),
        b.getBackingArray(),
        b.getByteOffset(),
        b.getByteOffset() + b.getByteLength());
  }

  static boolean same(@Nullable BsonValue a, @Nullable BsonValue b) {
    if (a instanceof BsonDocument x && b instanceof BsonDocument y) {
      return sameFields(x, y);
    } else if (a instanceof BsonArray x && b instanceof BsonArray y) {
      return sameElements(x, y);
    } else if (a instanceof BsonJavaScriptWithScope x && b instanceof BsonJavaScriptWithScope y) {
      return x.getCode().equals(y.getCode()) && sameFields(x.getScope(), y.getScope());
    }
    return Objects.equals(a, b);
  }

  private static boolean sameFields(BsonDocument a, BsonDocument b) {
    Iterator<Map.Entry<String, BsonValue>> right = b.entrySet().iterator();
    for (Map.Entry<String, BsonValue> left : a.entrySet()) {
      if (!right.hasNext()) {
        return false;
      }
      Map.Entry<String, BsonValue> other = right.next();
      if (!left.getKey().equals(other.getKey()) || !same(left.getValue(), other.getValue())) {
        return false;
      }
    }
    return !right.hasNext();
  }

  private static boolean sameElements(BsonArray a, BsonArray b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What to look an {@code _id} up by. */
  static Object key(BsonValue id) {
    if (id instanceof BsonDocument || id instanceof BsonJavaScriptWithScope) {
      RawBsonDocument raw = BsonCodecs.toRaw(new BsonDocument("", id));
      return ByteBuffer.wrap(raw.getBackingArray(), raw.getByteOffset(), raw.getByteLength());
    }
    return id;
  }
}
