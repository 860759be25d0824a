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
   * @param set new values by path; only those that differ
   * @param unset paths to remove, with any value; only those that are there
   */
  record Edit(RawBsonDocument before, BsonDocument set, BsonDocument unset) implements Effect {

    /** The update operators that have this effect. */
    BsonDocument update() {
      BsonDocument update = new BsonDocument();
      if (!set.isEmpty()) {
        update.put("$set", set);
      }
      if (!unset.isEmpty()) {
        update.put("$unset", unset);
      }
      return update;
    }

    /** Computed when asked for: most documents are written at once, and then nobody asks. */
    @Override
    public RawBsonDocument after() {
      BsonDocument document = BsonCodecs.toMutable(before);
      TreeMap<FieldPath, BsonValue> fields = new TreeMap<>(FieldPath.AS_APPLIED);
      set.forEach((path, value) -> fields.put(FieldPath.of(path), value));
      unset.keySet().forEach(path -> FieldPath.of(path).unset(document));
      try {
        for (Map.Entry<FieldPath, BsonValue> field : fields.entrySet()) {
          field.getKey().set(document, field.getValue());
        }
      } catch (DocumentFailedException e) {
        throw new IllegalStateException("what could be set before: " + set.keySet(), e);
      }
      return BsonCodecs.toRaw(document);
    }
  }

  /**
   * Another document takes its place.
   *
   * @param after the whole document afterwards
   */
  record Replacement(RawBsonDocument after) implements Effect {}
}
