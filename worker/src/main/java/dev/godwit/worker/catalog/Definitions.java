package dev.godwit.worker.catalog;

import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.MigrationSpec.VersionField;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.ExtendedJson;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Revision;
import dev.godwit.worker.mongo.BsonCodecs;
import java.nio.charset.StandardCharsets;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * What everybody else is told of a migration.
 *
 * <p>The fingerprint covers what decides which documents become what: name, version, collection,
 * filter, index, version field, transaction, parameters, and the update where a file declares one.
 * It leaves out the description and how pages are run, so that a corrected typo does not make it
 * another migration. Layout, comments, the order of the file's fields and YAML or JSON make no
 * difference.
 */
final class Definitions {

  private Definitions() {}

  static Definition inCode(MigrationSpec spec) {
    return of(spec, content(spec));
  }

  static Definition declared(MigrationSpec spec, BsonValue update) {
    return of(spec, content(spec).append("update", update));
  }

  private static Definition of(MigrationSpec spec, BsonDocument content) {
    byte[] canonical = ExtendedJson.write(content).getBytes(StandardCharsets.UTF_8);
    return new Definition(
        spec.name(),
        spec.description(),
        spec.source().collection(),
        new Revision(spec.version(), "sha256:" + Sha256.of(canonical)),
        new Defaults(
            spec.defaults().batchSize(), spec.defaults().onError(), spec.defaults().maxFailures()),
        spec.parameters());
  }

  private static BsonDocument content(MigrationSpec spec) {
    MigrationSpec.Source source = spec.source();
    BsonDocument content =
        new BsonDocument("name", new BsonString(spec.name()))
            .append("version", new BsonInt32(spec.version()))
            .append("collection", new BsonString(source.collection()))
            .append("filter", BsonCodecs.toBson(source.filter()))
            .append("allowMissing", BsonBoolean.valueOf(source.allowMissing()));
    if (source.hint() != null) {
      content.append("hint", BsonCodecs.toBson(source.hint()));
    }
    VersionField field = source.versionField();
    if (field != null) {
      content.append(
          "versionField",
          new BsonDocument("field", new BsonString(field.field()))
              .append("version", new BsonInt32(field.version())));
    }
    if (source.transaction()) {
      content.append("transaction", BsonBoolean.TRUE);
    }
    if (!spec.parameters().isEmpty()) {
      content.append("parameters", new BsonString(Json.write(spec.parameters())));
    }
    return content;
  }
}
