package dev.godwit.worker.batch;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.worker.mongo.BsonCodecs;
import org.jspecify.annotations.Nullable;

/** Asks a migration what is to become of one document. */
record DocumentMigration(Application application, Migration migration, PageContext context) {

  static DocumentMigration of(MigrationSpec spec, Migration migration, PageContext context) {
    return new DocumentMigration(new Application(spec.source().versionField()), migration, context);
  }

  /**
   * What is to become of it, and what is to be written elsewhere.
   *
   * @throws DocumentFailedException when the migration throws, or asks for what cannot be done
   */
  Planned plan(Draft draft) throws DocumentFailedException, InterruptedException {
    return UserCode.run(
        () -> {
          context.beginDocument();
          Change change = migration.migrateOne(BsonCodecs.toDocument(draft.image()), context);
          if (isMissing(change)) {
            throw new DocumentFailedException(
                "migrateOne returned null; for no change it is to return Change.none()");
          }
          Effect effect = application.apply(draft.image(), change);
          return new Planned(draft, effect, context.endDocument());
        });
  }

  /** Other people's code is not checked for null. */
  private static boolean isMissing(@Nullable Change change) {
    return change == null;
  }
}
