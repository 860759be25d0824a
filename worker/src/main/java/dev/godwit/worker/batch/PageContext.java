package dev.godwit.worker.batch;

import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.ReadableCollection;
import dev.godwit.worker.mongo.BsonCodecs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a migration may use while it works on one page; keeps what it wants written elsewhere. */
final class PageContext implements MigrationContext {

  private final MigrationSpec spec;
  private final Function<String, ReadableCollection> collections;
  private final Parameters parameters;
  private final boolean dryRun;
  private final Map<String, Object> kept = new HashMap<>();
  private @Nullable List<SideWrite> writes;

  PageContext(
      MigrationSpec spec,
      Function<String, ReadableCollection> collections,
      Parameters parameters,
      boolean dryRun) {
    this.spec = spec;
    this.collections = collections;
    this.parameters = parameters;
    this.dryRun = dryRun;
  }

  /** From now on, writes belong to the next document. */
  void beginDocument() {
    writes = new ArrayList<>();
  }

  /** What the document wants written. */
  List<SideWrite> endDocument() {
    List<SideWrite> wanted = writes == null ? List.of() : writes;
    writes = null;
    return wanted;
  }

  @Override
  public ReadableCollection collection(String name) {
    return collections.apply(name);
  }

  @Override
  public void upsert(String collection, Object id, Document document) {
    BsonValue key = key(collection, id);
    add(SideWrite.upsert(collection, key, withId(collection, key, document)));
  }

  @Override
  public void insertIfAbsent(String collection, Object id, Document document) {
    BsonValue key = key(collection, id);
    add(SideWrite.insertIfAbsent(collection, key, withId(collection, key, document)));
  }

  @Override
  public void delete(String collection, Object id) {
    add(SideWrite.delete(collection, key(collection, id)));
  }

  private void add(SideWrite write) {
    if (writes == null) {
      throw new IllegalStateException(
          write + ": a write belongs to a document; ask for it in migrateOne");
    }
    writes.add(write);
  }

  private BsonValue key(String collection, Object id) {
    if (collection.equals(spec.source().collection())) {
      throw new IllegalArgumentException(
          "'"
              + collection
              + "' is being migrated; return a change of the document instead of writing into it");
    }
    if (collection.isEmpty() || collection.startsWith("system.")) {
      throw new IllegalArgumentException(
          "'" + collection + "': expected the name of a collection of the application");
    }
    BsonValue key = BsonCodecs.toValue(id);
    if (!TypeBracket.of(key).canBeId()) {
      throw new IllegalArgumentException(
          "_id for '" + collection + "': MongoDB takes no " + FieldPath.kind(key));
    }
    return key;
  }

  private static RawBsonDocument withId(String collection, BsonValue id, Document document) {
    BsonDocument given = BsonCodecs.toBson(document);
    if (given.containsKey("_id") && !BsonBytes.same(given.get("_id"), id)) {
      throw new IllegalArgumentException(
          "the document for '%s' has the _id %s, and is to be written under %s"
              .formatted(collection, given.get("_id"), id));
    }
    BsonDocument whole = new BsonDocument("_id", id);
    whole.putAll(given);
    RawBsonDocument raw = BsonCodecs.toRaw(whole);
    if (raw.getByteLength() > Application.MAX_DOCUMENT) {
      throw new IllegalArgumentException(
          "the document for '%s' is too large: %d bytes, MongoDB takes at most %d"
              .formatted(collection, raw.getByteLength(), Application.MAX_DOCUMENT));
    }
    for (String name : whole.keySet()) {
      if (name.startsWith("$")) {
        throw new IllegalArgumentException(
            "field '" + name + "': the name of a field must not begin with $");
      }
    }
    return raw;
  }

  @Override
  public void remember(String key, Object value) {
    kept.put(key, value);
  }

  @Override
  public <T> T recall(String key, Class<T> type) {
    Object value = kept.get(key);
    if (value == null) {
      throw new IllegalStateException("nothing was remembered as '" + key + "' for this page");
    }
    return type.cast(value);
  }

  @Override
  public <T> Optional<T> parameter(String name, Class<T> type) {
    return parameters.get(name, type);
  }

  @Override
  public boolean isDryRun() {
    return dryRun;
  }

  @Override
  public Logger log() {
    return LoggerFactory.getLogger("godwit.migration." + spec.name());
  }
}
