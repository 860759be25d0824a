package dev.godwit.worker.batch;

import dev.godwit.migration.MigrationSpec.VersionField;
import dev.godwit.worker.catalog.KnownMigration;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/** The update of a declared migration as it is sent: with the version field, if there is one. */
final class DeclaredUpdate {

  private DeclaredUpdate() {}

  /** A document of operators, or an array of pipeline stages. */
  static BsonValue of(KnownMigration.Declared known) {
    VersionField field = known.spec().source().versionField();
    BsonValue update = known.update();
    if (field == null) {
      return update;
    }
    BsonDocument version = new BsonDocument(field.field(), new BsonInt32(field.version()));
    if (update.isArray()) {
      BsonArray stages = new BsonArray(update.asArray());
      stages.add(new BsonDocument("$set", version));
      return stages;
    }
    BsonDocument operators = new BsonDocument();
    operators.putAll(update.asDocument());
    BsonDocument set = new BsonDocument();
    if (operators.containsKey("$set")) {
      set.putAll(operators.getDocument("$set"));
    }
    set.putAll(version);
    operators.put("$set", set);
    return operators;
  }
}
