package dev.godwit.local.faults;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;

/**
 * Adds a number to the very field that the application counts up: without a guard increments get
 * lost, and done twice it shows.
 */
final class MovedUp implements Migration {

  static final String COLLECTION = "things";
  static final int PAGE = 500;

  /** By how much the migration in code moves each document. */
  static final long IN_CODE = 1_000_000L;

  /** By how much the declared one does. */
  static final long DECLARED = 1_000_000_000_000L;

  /** One of so many gets a label. */
  static final int LABELLED_OF = 5;

  static final String DECLARATION =
      """
      name: declared
      collection: %s
      batchSize: %d
      versionField: { field: declaredVersion, version: 1 }
      update: { $inc: { clicks: { $numberLong: "%d" } } }
      """
          .formatted(COLLECTION, PAGE, DECLARED);

  static final List<Migration> MIGRATIONS = List.of(new MovedUp(), new Labelled());

  /** Names a file; as long as it is there, pages take their time, so that kills meet them. */
  static final String BRAKE = "FAULTS_BRAKE";

  private static final int MOST_MILLIS = 120;

  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("code")
        .on(COLLECTION)
        .batchSize(PAGE)
        .versionField("codeVersion", 1)
        .build();
  }

  @Override
  public void beforePage(List<Document> page, MigrationContext context) {
    pause(page);
  }

  @Override
  public Change migrateOne(Document document, MigrationContext context) {
    return Change.set("clicks", document.getLong("clicks") + IN_CODE);
  }

  /** Between reading and writing; another time for each page, the same for the same. */
  private static void pause(List<Document> page) {
    String brake = System.getenv(BRAKE);
    if (brake != null && Files.exists(Path.of(brake))) {
      int millis = new Random(page.get(0).getInteger("_id")).nextInt(MOST_MILLIS);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }

  /** Harmless when it is repeated, and without a filter, so that its counts must be exact. */
  private static final class Labelled implements Migration {

    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named("label").on(COLLECTION).batchSize(PAGE).build();
    }

    @Override
    public void beforePage(List<Document> page, MigrationContext context) {
      pause(page);
    }

    @Override
    public Change migrateOne(Document document, MigrationContext context) {
      int id = document.getInteger("_id");
      return id % LABELLED_OF == 0 ? Change.set("label", "n" + id) : Change.none();
    }
  }
}
