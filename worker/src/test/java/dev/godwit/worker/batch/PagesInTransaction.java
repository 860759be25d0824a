package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.worker.catalog.Catalog;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Trouble;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Pages of a migration that is not harmless to repeat, in a database in memory. */
abstract class PagesInTransaction {

  final ManualTime time = new ManualTime();
  final TransactionalMemory database = new TransactionalMemory();
  MigrationSpec spec = MigrationSpec.named("m").on("c").transaction().build();
  @Nullable KnownMigration declared;
  OnError onError = OnError.FAIL;
  Runnable onEach = () -> {};
  LetterSource letters = LetterSource.NONE;

  @BeforeEach
  void documents() {
    numbered(4);
  }

  void numbered(int count) {
    for (int i = 0; i < count; i++) {
      database.put("c", "{_id: %d, n: 0}".formatted(i));
    }
  }

  final Migration addsOne =
      new Migration() {
        @Override
        public MigrationSpec spec() {
          return spec;
        }

        @Override
        public Change migrateOne(Document document, MigrationContext context) {
          onEach.run();
          context.insertIfAbsent("log", document.getInteger("_id") + 100, new Document("n", 1));
          return Change.set("n", document.getInteger("n") + 1);
        }
      };

  KnownMigration known() {
    return declared != null ? declared : new KnownMigration.InCode(definition(), spec, addsOne);
  }

  static Definition definition() {
    return new Definition("m", "", "c", new Revision(1, ""), Defaults.STANDARD, List.of());
  }

  void declare(String update) {
    declared = new KnownMigration.Declared(definition(), spec, BsonDocument.parse(update));
  }

  static Task task(Task.Kind kind, int run, long batch, int attempt, Page page) {
    BatchId id = new BatchId("m", run, 0, batch);
    return new Task(kind, id, attempt, new Revision(1, ""), page, null, new ManualTime().instant());
  }

  WorkResult perform(Task task) throws InterruptedException {
    Catalog catalog =
        new Catalog() {
          @Override
          public Optional<KnownMigration> find(String name) {
            return Optional.of(known());
          }

          @Override
          public Collection<KnownMigration> all() {
            return List.of(known());
          }
        };
    return new BatchWork(
            catalog, database, reference -> reference, "w1", DeadLetterPolicy.ID_ONLY, time.pace())
        .withLetters(letters)
        .perform(task, documents -> {});
  }

  WorkResult batch(int run, long batch, int attempt, @Nullable Integer after, int size)
      throws InterruptedException {
    Cursor cursor = after == null ? null : new Cursor(new BsonInt32(after));
    Page page = new Page(new Range(cursor, null), size, onError, Map.of());
    return perform(task(Task.Kind.BATCH, run, batch, attempt, page));
  }

  static Event.Completed completed(WorkResult result) {
    assertThat(result.event()).isInstanceOf(Event.Completed.class);
    return (Event.Completed) result.event();
  }

  static Event.Failed failed(WorkResult result) {
    assertThat(result.event()).isInstanceOf(Event.Failed.class);
    return (Event.Failed) result.event();
  }

  static Cursor after(int id) {
    return new Cursor(new BsonInt32(id));
  }

  static DatabaseException trouble(Trouble trouble) {
    return new DatabaseException(trouble, trouble.name(), null);
  }

  Event prepare() throws InterruptedException {
    Page page = new Page(Range.ALL, 4, onError, Map.of());
    Event event = perform(task(Task.Kind.PREPARE, 1, 0, 1, page)).event();
    assertThat(event).isInstanceOf(Event.Prepared.class);
    return event;
  }
}
