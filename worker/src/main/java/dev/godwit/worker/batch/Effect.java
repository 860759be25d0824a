package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.BsonCodecs;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** What a migration's change does to one document. */
sealed interface Effect {

  /** What is there afterwards; null when nothing is, or nothing changes. */
  default @Nullable RawBsonDocument after() {
    return null;
  }

  /** Nothing. */
  enum Nothing implements Effect {
    IT
  }

  /** It goes. */
  enum Deletion implements Effect {
    IT
  }

  /**
   * Some fields change.
   *
   * @param before the whole document before
   * @param update the operators that do it: {@code $set} of values that differ, {@code $unset} of
   *     paths that are there
   */
  record Edit(RawBsonDocument before, BsonDocument update) implements Effect {

    /** Computed when asked for: most documents are written at once, and then nobody asks. */
    @Override
    public RawBsonDocument after() {
      BsonDocument document = BsonCodecs.toMutable(before);
      TreeMap<FieldPath, BsonValue> fields = new TreeMap<>(FieldPath.AS_APPLIED);
      fields("$set").forEach((path, value) -> fields.put(FieldPath.of(path), value));
      fields("$unset").keySet().forEach(path -> FieldPath.of(path).unset(document));
      try {
        for (Map.Entry<FieldPath, BsonValue> field : fields.entrySet()) {
          field.getKey().set(document, field.getValue());
        }
      } catch (DocumentFailedException e) {
        throw new IllegalStateException("what could be set before: " + fields.keySet(), e);
      }
      return BsonCodecs.toRaw(document);
    }

    private BsonDocument fields(String operator) {
      return update.getDocument(operator, new BsonDocument());
    }
  }

  /**
   * Another document takes its place.
   *
   * @param after the whole document afterwards
   */
  record Replacement(RawBsonDocument after) implements Effect {}
}
