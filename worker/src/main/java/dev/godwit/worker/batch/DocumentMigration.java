package dev.godwit.worker.batch;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.protocol.FailureKind;
import dev.godwit.worker.mongo.BsonCodecs;
import org.jspecify.annotations.Nullable;

/** Asks a migration what is to become of the documents of a page, one after the other. */
record DocumentMigration(
    String name, Application application, Migration migration, PageContext context) {

  static DocumentMigration of(MigrationSpec spec, Migration migration, PageContext context) {
    Application application = new Application(spec.source().versionField());
    return new DocumentMigration(spec.name(), application, migration, context);
  }

  /**
   * Shows it all of them first.
   *
   * @throws BatchFailedException when the migration throws
   */
  void beforePage(PageRead page) throws InterruptedException {
    try {
      UserCode.run(
          () -> {
            migration.beforePage(new PageDocuments(page.documents()), context);
            return true;
          });
    } catch (DocumentFailedException e) {
      throw new BatchFailedException(
          FailureKind.PAGE, "beforePage of '%s': %s".formatted(name, e.reason()));
    }
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
