package dev.godwit.worker.batch;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Revision;
import dev.godwit.worker.catalog.Catalog;
import dev.godwit.worker.catalog.KnownMigration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;

/** Migrations for tests, written in a line. */
final class Migrations {

  /** What is to become of a document. */
  @FunctionalInterface
  interface Code {
    Change migrate(Document document, MigrationContext context) throws Exception;
  }

  private Migrations() {}

  static MigrationSpec.Builder on(String collection) {
    return MigrationSpec.named("test").on(collection);
  }

  static KnownMigration.InCode code(String collection, Code code) {
    return code(on(collection), code);
  }

  static KnownMigration.InCode code(MigrationSpec.Builder spec, Code code) {
    MigrationSpec built = spec.build();
    return code(
        new Migration() {
          @Override
          public MigrationSpec spec() {
            return built;
          }

          @Override
          public Change migrateOne(Document document, MigrationContext context) throws Exception {
            return code.migrate(document, context);
          }
        });
  }

  static KnownMigration.InCode code(Migration migration) {
    MigrationSpec spec = migration.spec();
    return new KnownMigration.InCode(definition(spec), spec, migration);
  }

  /** A declared one; the update is a document of operators or an array of stages, as JSON. */
  static KnownMigration.Declared declared(MigrationSpec.Builder spec, String update) {
    MigrationSpec built = spec.build();
    BsonValue value = BsonDocument.parse("{update: " + update + "}").get("update");
    return new KnownMigration.Declared(definition(built), built, value);
  }

  private static Definition definition(MigrationSpec spec) {
    return new Definition(
        spec.name(),
        spec.description(),
        spec.source().collection(),
        new Revision(spec.version(), "sha256:test"),
        Defaults.STANDARD,
        spec.parameters());
  }

  static Catalog catalog(KnownMigration... known) {
    return new Catalog() {
      @Override
      public Optional<KnownMigration> find(String name) {
        return all().stream()
            .filter(each -> each.definition().migration().equals(name))
            .findFirst();
      }

      @Override
      public Collection<KnownMigration> all() {
        return List.of(known);
      }
    };
  }
}
