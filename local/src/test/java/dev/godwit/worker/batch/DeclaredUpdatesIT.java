package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.mongodb.Operation;
import dev.godwit.local.mongodb.Refusal;
import dev.godwit.local.mongodb.RefusalHook;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.worker.catalog.KnownMigration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Updates that run in the server, and what happens when they do not. */
class DeclaredUpdatesIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  private static final Predicate<Operation> OF_A_RANGE =
      Operation.write("update").and(each -> BsonBoolean.TRUE.equals(each.body().get("multi")));

  private static final KnownMigration COUNT_UP =
      Migrations.declared(
          Migrations.on("c").filter(Document.parse("{done: {$exists: false}}")),
          "{$inc: {n: 1}, $set: {done: true}}");

  @BeforeEach
  void sixDocuments() {
    worker.insertNumbered("c", 6);
  }

  private static void break3() {
    worker
        .mongo()
        .database()
        .getCollection("c")
        .updateOne(new Document("_id", 3), Document.parse("{$set: {n: 'three'}}"));
  }

  private static List<Object> done() {
    return worker.all("c").stream()
        .filter(document -> document.containsKey("done"))
        .map(document -> document.get("_id"))
        .toList();
  }

  @Test
  void serverUpdatesWithoutTheDocumentsBeingRead() {
    // given
    AtomicInteger full = new AtomicInteger();
    worker
        .mongo()
        .embedded()
        .refuse(
            operation -> {
              if (Operation.command("find").test(operation)
                  && !operation.body().containsKey("projection")) {
                full.incrementAndGet();
              }
              return Optional.empty();
            });

    // when
    PageLoop loop = worker.loop(COUNT_UP).batchSize(4).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertThat(full).hasValue(0);
    assertThat(worker.all("c")).extracting(each -> each.get("n")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void pipelineReadsTheDocumentThatIsThereWhenItRuns() {
    // given
    KnownMigration known =
        Migrations.declared(
            Migrations.on("c"),
            "[{$set: {kind: {$cond: [{$gte: ['$n', 3]}, 'large', 'small']}}}, {$unset: 'n'}]");

    // when
    PageLoop loop = worker.loop(known).batchSize(4).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertThat(worker.one("c", 2)).isEqualTo(new Document("_id", 2).append("kind", "small"));
    assertThat(worker.one("c", 3)).isEqualTo(new Document("_id", 3).append("kind", "large"));
  }

  @Test
  void runStopsBeforeTheDocumentThatTheServerRefuses() {
    // given
    break3();

    // when
    PageLoop loop = worker.loop(COUNT_UP).run();

    // then
    Event.Completed page = loop.page(0);
    assertThat(page.error().documentId()).isEqualTo(new BsonInt32(3));
    assertThat(page.error().message()).contains("refused the update").contains("(14)");
    assertThat(page.span()).isEqualTo(new Event.Span(null, new Cursor(new BsonInt32(2)), false));
    assertThat(page.counts()).isEqualTo(Counts.of(3, 0, 0, 0, 0, 0));
    assertThat(done()).containsExactly(0, 1, 2);
    assertThat(worker.one("c", 2)).containsEntry("n", 3);
  }

  @Test
  void documentThatTheServerRefusesIsSkippedAndTheOthersUpdatedOnce() {
    // given
    break3();

    // when
    PageLoop loop =
        worker
            .loop(COUNT_UP)
            .onError(OnError.SKIP)
            .deadLetters(new DeadLetterPolicy(true))
            .batchSize(4)
            .run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 1, 0, 0));
    assertThat(loop.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.documentId()).isEqualTo(new BsonInt32(3));
              assertThat(letter.document()).hasToString("{\"_id\":3,\"n\":\"three\"}");
            });
    assertThat(worker.all("c"))
        .extracting(each -> each.get("n"))
        .containsExactly(1, 2, 3, "three", 5, 6);
  }

  @Test
  void nothingAfterTheFailingDocumentIsWrittenWhateverTheTypesOfIds() {
    // given
    worker.insert(
        "m",
        Document.parse("{_id: 1, n: 1}"),
        Document.parse("{_id: 'a', n: 'bad'}"),
        Document.parse("{_id: {x: 1}, n: 1}"),
        Document.parse("{_id: true, n: 1}"));
    KnownMigration known = Migrations.declared(Migrations.on("m"), "{$inc: {n: 1}}");

    // when
    worker.loop(known).run();

    // then
    assertThat(worker.one("m", new Document("x", 1))).containsEntry("n", 1);
    assertThat(worker.one("m", true)).containsEntry("n", 1);
  }

  @Test
  void statementThatNoDocumentCanTakeIsPermanent() {
    // given
    KnownMigration known = Migrations.declared(Migrations.on("c"), "{$set: {a: 1}}");
    worker
        .mongo()
        .embedded()
        .refuse(
            RefusalHook.each(
                Operation.write("update"), Refusal.error(9, "Unknown modifier: $foo")));

    // then
    assertThat(worker.loop(known).onError(OnError.SKIP).attempt())
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PERMANENT));
  }

  @Test
  void updateWithoutReplyIsCountedByWhatNoLongerMatches() {
    // given
    Predicate<Operation> ofTheDocuments =
        Operation.command("update").and(each -> each.body().toString().contains("$lte"));
    worker.mongo().embedded().refuse(RefusalHook.nth(1, ofTheDocuments, Refusal.cutReply()));

    // when
    PageLoop loop = worker.loop(COUNT_UP).batchSize(4).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertThat(worker.all("c")).extracting(each -> each.get("n")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void stepDownIsTriedAgain() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(RefusalHook.nth(1, OF_A_RANGE, Refusal.error(11602, "stepping down")));

    // when
    PageLoop loop = worker.loop(COUNT_UP).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
  }

  @Test
  void lostReplyInTheMiddleOfSingleUpdatesChangesNoCount() {
    // given
    break3();
    AtomicInteger commands = new AtomicInteger();
    worker
        .mongo()
        .embedded()
        .refuse(
            operation -> {
              boolean single =
                  Operation.command("update").test(operation)
                      && operation.body().getArray("updates", new BsonArray()).size() != 1;
              return single && commands.incrementAndGet() == 1
                  ? Optional.of(Refusal.cutReply())
                  : Optional.empty();
            });

    // when
    PageLoop loop = worker.loop(COUNT_UP).onError(OnError.SKIP).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 1, 0, 0));
    assertThat(worker.all("c"))
        .extracting(each -> each.get("n"))
        .containsExactly(1, 2, 3, "three", 5, 6);
  }

  @Test
  void documentsOfAShardedCollectionAreUpdatedOneByOne() {
    // given
    AtomicInteger ofARange = new AtomicInteger();
    worker
        .mongo()
        .embedded()
        .refuse(
            operation -> {
              ofARange.addAndGet(OF_A_RANGE.test(operation) ? 1 : 0);
              return Optional.empty();
            });
    PageLoop loop = new PageLoop(new ShardedDatabase(worker.connection()), COUNT_UP);

    // when
    loop.batchSize(4).run();

    // then
    assertThat(ofARange).hasValue(0);
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertThat(loop.pages()).hasSize(2);
  }

  @Test
  void documentThatVanishesBeforeItsUpdateIsCountedAsVanished() {
    // given
    AtomicInteger updates = new AtomicInteger();
    worker
        .mongo()
        .embedded()
        .refuse(
            operation -> {
              if (Operation.command("update").test(operation) && updates.incrementAndGet() == 1) {
                worker.mongo().database().getCollection("c").deleteOne(new Document("_id", 2));
              }
              return Optional.empty();
            });
    PageLoop loop = new PageLoop(new ShardedDatabase(worker.connection()), COUNT_UP);

    // when
    loop.run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 0, 1, 0));
  }

  @Test
  void skippedDocumentsAreTold() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(RefusalHook.each(Operation.write("update"), Refusal.error(121, "Document failed")));

    // when
    PageLoop loop = worker.loop(COUNT_UP).onError(OnError.SKIP).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(0, 0, 0, 6, 0, 0));
    assertThat(loop.deadLetters()).extracting(DeadLetter::document).containsOnlyNulls();
  }
}
