package dev.godwit.local.e2e;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import org.bson.Document;

/** Counts up the documents that are well, and throws at those that are marked as bad. */
record Fussy(MigrationSpec spec) implements Migration {

  static Fussy of(String name, String collection) {
    return new Fussy(skipping(name, collection).build());
  }

  /** The same with a version field. */
  static Fussy versioned(String name, String collection, String field) {
    return new Fussy(skipping(name, collection).versionField(field, 1).build());
  }

  private static MigrationSpec.Builder skipping(String name, String collection) {
    return MigrationSpec.named(name)
        .on(collection)
        .filter(new Document("skip", new Document("$ne", true)))
        .batchSize(10)
        .onError(OnError.SKIP);
  }

  @Override
  public Change migrateOne(Document document, MigrationContext context) {
    if (document.getBoolean("bad", false)) {
      throw new IllegalStateException("document " + document.get("_id") + " is bad");
    }
    // Not idempotent, to see how often a document is migrated.
    return Change.set(spec.name(), document.getInteger(spec.name(), 0) + 1);
  }
}
