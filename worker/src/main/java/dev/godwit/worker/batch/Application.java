package dev.godwit.worker.batch;

import dev.godwit.migration.Change;
import dev.godwit.migration.MigrationSpec.VersionField;
import dev.godwit.worker.mongo.BsonCodecs;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Applies the change that a migration returned, as the server will.
 *
 * @param versionField what is set besides; null for nothing
 */
record Application(@Nullable VersionField versionField) {

  /** What the server takes at most, as a document. */
  static final int MAX_DOCUMENT = 16 * 1024 * 1024;

  /** What it takes at most as one write, less what is written around guard and change. */
  private static final int MAX_WRITE = MAX_DOCUMENT + 8 * 1024;

  /**
   * What becomes of the document.
   *
   * @throws DocumentFailedException when the server would not do it
   */
  Effect apply(RawBsonDocument before, Change change) throws DocumentFailedException {
    if (change instanceof Change.None) {
      return edit(before, new TreeMap<>(FieldPath.AS_APPLIED));
    } else if (change instanceof Change.Edit edit) {
      return edit(before, operations(edit));
    } else if (change instanceof Change.Replace replace) {
      return replace(before, BsonCodecs.toBson(replace.document()));
    } else if (change instanceof Change.Delete) {
      return Effect.Deletion.IT;
    }
    throw new AssertionError(change);
  }

  /** New values by path; a path that is to be removed has none. */
  private static TreeMap<FieldPath, @Nullable BsonValue> operations(Change.Edit edit) {
    TreeMap<FieldPath, @Nullable BsonValue> operations = new TreeMap<>(FieldPath.AS_APPLIED);
    for (String path : edit.unset()) {
      operations.put(FieldPath.of(path), null);
    }
    for (Map.Entry<String, @Nullable Object> field : edit.set().entrySet()) {
      operations.put(FieldPath.of(field.getKey()), BsonCodecs.toValue(field.getValue()));
    }
    return operations;
  }

  private Effect edit(RawBsonDocument before, TreeMap<FieldPath, @Nullable BsonValue> operations)
      throws DocumentFailedException {
    if (versionField != null) {
      addVersion(versionField, operations);
    }
    if (operations.isEmpty()) {
      return Effect.Nothing.IT;
    }
    Set<String> names =
        operations.keySet().stream().map(FieldPath::first).collect(Collectors.toSet());
    BsonDocument fields = BsonCodecs.fields(before, names);
    BsonDocument set = new BsonDocument();
    BsonDocument unset = new BsonDocument();
    for (Map.Entry<FieldPath, @Nullable BsonValue> operation : operations.entrySet()) {
      FieldPath path = operation.getKey();
      BsonValue value = operation.getValue();
      if (value == null) {
        if (path.unset(fields)) {
          unset.put(path.text(), BsonBoolean.TRUE);
        }
      } else if (path.set(fields, value)) {
        set.put(path.text(), value);
      }
    }
    if (set.isEmpty() && unset.isEmpty()) {
      return Effect.Nothing.IT;
    }
    RawBsonDocument encoded = BsonCodecs.toRaw(set);
    BsonDocument update = new BsonDocument();
    if (!set.isEmpty()) {
      update.put("$set", encoded);
    }
    if (!unset.isEmpty()) {
      update.put("$unset", unset);
    }
    Effect.Edit edit = new Effect.Edit(before, update);
    int most = before.getByteLength() + encoded.getByteLength();
    if (most > MAX_DOCUMENT) {
      checkResult(edit.after());
    }
    checkWrite(before, most + 2L * before.getByteLength() < MAX_DOCUMENT, update);
    return edit;
  }

  private static void addVersion(
      VersionField field, TreeMap<FieldPath, @Nullable BsonValue> operations)
      throws DocumentFailedException {
    FieldPath path = FieldPath.of(field.field());
    for (FieldPath other : operations.keySet()) {
      if (!other.equals(path) && other.collidesWith(path)) {
        throw new DocumentFailedException(
            "the change of '%s' and the version field '%s' lie within each other"
                .formatted(other.text(), path.text()));
      }
    }
    operations.put(path, new BsonInt32(field.version()));
  }

  private Effect replace(RawBsonDocument before, BsonDocument given)
      throws DocumentFailedException {
    BsonValue id = before.get("_id");
    BsonValue givenId = given.get("_id");
    if (givenId != null && !BsonBytes.same(givenId, id)) {
      throw new DocumentFailedException(
          "the replacement has another _id; insert a new document and delete this one instead");
    }
    BsonDocument document = new BsonDocument("_id", id);
    document.putAll(given);
    checkNames(document);
    if (versionField != null) {
      FieldPath.of(versionField.field()).set(document, new BsonInt32(versionField.version()));
    }
    RawBsonDocument after = BsonCodecs.toRaw(document);
    if (BsonBytes.same(before, after)) {
      return Effect.Nothing.IT;
    }
    checkResult(after);
    checkWrite(before, false, after);
    return new Effect.Replacement(after);
  }

  static void checkNames(BsonDocument document) throws DocumentFailedException {
    for (String name : document.keySet()) {
      if (name.startsWith("$")) {
        throw new DocumentFailedException(
            "field '" + name + "': the name of a field must not begin with $");
      }
    }
  }

  private static void checkResult(RawBsonDocument after) throws DocumentFailedException {
    if (after.getByteLength() > MAX_DOCUMENT) {
      throw new DocumentFailedException(
          "the result is too large: %d bytes, MongoDB takes at most %d"
              .formatted(after.getByteLength(), MAX_DOCUMENT));
    }
  }

  private static void checkWrite(RawBsonDocument before, boolean small, BsonDocument change)
      throws DocumentFailedException {
    if (small) {
      return;
    }
    long bytes = (long) before.getByteLength() + BsonCodecs.toRaw(change).getByteLength();
    if (bytes > MAX_WRITE) {
      throw new DocumentFailedException(
          ("document and change are too large for a conditional write: together %d bytes, MongoDB"
                  + " takes at most %d; a declarative migration needs no condition")
              .formatted(bytes, MAX_WRITE));
    }
  }
}
