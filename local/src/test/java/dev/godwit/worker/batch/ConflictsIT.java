package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.mongodb.Operation;
import dev.godwit.local.mongodb.Refusal;
import dev.godwit.local.mongodb.RefusalHook;
import dev.godwit.migration.Change;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.worker.catalog.KnownMigration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the application does between a document's reading and its writing. */
class ConflictsIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  @BeforeEach
  void fiveDocuments() {
    worker.insertNumbered("c", 5);
  }

  private static void application(Document filter, Document update) {
    worker.mongo().database().getCollection("c").updateOne(filter, update);
  }

  private static void delete(Object id) {
    worker.mongo().database().getCollection("c").deleteOne(new Document("_id", id));
  }

  /** Before the document is written for the first time, the application does something. */
  private static KnownMigration meanwhile(Object id, Runnable application, Migrations.Code code) {
    Set<Object> done = new HashSet<>();
    return Migrations.code(
        "c",
        (document, context) -> {
          if (document.get("_id").equals(id) && done.add(id)) {
            application.run();
          }
          return code.migrate(document, context);
        });
  }

  private static final Migrations.Code DOUBLE =
      (document, context) -> Change.set("double", 2 * document.getInteger("n"));

  @Test
  void whatTheApplicationWroteMeanwhileIsMigratedInstead() {
    // given
    KnownMigration known =
        meanwhile(
            2,
            () ->
                application(
                    new Document("_id", 2),
                    new Document("$set", new Document("n", 50).append("more", "kept"))),
            DOUBLE);

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(worker.one("c", 2))
        .isEqualTo(
            new Document("_id", 2).append("n", 50).append("more", "kept").append("double", 100));
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 0, 0, 1));
  }

  @Test
  void documentThatIsDeletedMeanwhileStaysDeleted() {
    // when
    PageLoop loop = worker.loop(meanwhile(3, () -> delete(3), DOUBLE)).run();

    // then
    assertThat(worker.one("c", 3)).isNull();
    assertThat(loop.counts()).isEqualTo(Counts.of(4, 0, 0, 0, 1, 0));
  }

  @Test
  void documentThatNeedsNoChangeAnyMoreIsUnchanged() {
    // given
    KnownMigration known =
        meanwhile(
            1,
            () -> application(new Document("_id", 1), Document.parse("{$set: {double: 2, x: 1}}")),
            DOUBLE);

    // then
    assertThat(worker.loop(known).run().counts()).isEqualTo(Counts.of(4, 1, 0, 0, 0, 1));
  }

  @Test
  void documentThatNoLongerMatchesTheFilterIsLeftAlone() {
    // given
    Set<Object> done = new HashSet<>();
    KnownMigration known =
        Migrations.code(
            Migrations.on("c").filter(Document.parse("{archived: {$exists: false}}")),
            (document, context) -> {
              if (document.get("_id").equals(1) && done.add(1)) {
                application(new Document("_id", 1), Document.parse("{$set: {archived: true}}"));
              }
              return DOUBLE.migrate(document, context);
            });

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(worker.one("c", 1)).doesNotContainKey("double");
    assertThat(loop.counts()).isEqualTo(Counts.of(4, 1, 0, 0, 0, 1));
  }

  @Test
  void deletionIsConditionalToo() {
    // given
    Migrations.Code deleteSmall =
        (document, context) -> document.getInteger("n") < 3 ? Change.delete() : Change.none();
    KnownMigration known =
        meanwhile(
            1,
            () -> application(new Document("_id", 1), Document.parse("{$set: {n: 30}}")),
            deleteSmall);

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(worker.all("c")).extracting(each -> each.get("_id")).containsExactly(1, 3, 4);
    assertThat(loop.counts()).isEqualTo(Counts.of(0, 3, 2, 0, 0, 1));
  }

  @Test
  void documentThatSomebodyElseDeletedFirstIsNotCountedAsOurs() {
    // given
    KnownMigration known = meanwhile(1, () -> delete(1), (document, context) -> Change.delete());

    // then
    assertThat(worker.loop(known).run().counts()).isEqualTo(Counts.of(0, 0, 4, 0, 1, 0));
  }

  @Test
  void replacementIsConditionalToo() {
    // given
    KnownMigration known =
        meanwhile(
            0,
            () -> application(new Document("_id", 0), Document.parse("{$set: {n: 7}}")),
            (document, context) ->
                Change.replace(new Document("value", document.get("n")).append("v", 2)));

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(worker.one("c", 0))
        .isEqualTo(new Document("_id", 0).append("value", 7).append("v", 2));
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 0, 0, 1));
  }

  @Test
  void orderOfFieldsIsAChangeToo() {
    // given
    worker.insert("c", Document.parse("{_id: 9, n: 1, inner: {a: 1, b: 2}}"));
    KnownMigration known =
        meanwhile(
            9,
            () ->
                application(
                    new Document("_id", 9), Document.parse("{$set: {inner: {b: 2, a: 1}}}")),
            DOUBLE);

    // then
    assertThat(worker.loop(known).run().counts().conflicts()).isEqualTo(1);
  }

  @Test
  void documentThatChangesAllTheTimeFailsAndSaysSo() {
    // given
    AtomicInteger tries = new AtomicInteger();
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              if (document.get("_id").equals(2)) {
                application(
                    new Document("_id", 2),
                    new Document("$set", new Document("x", tries.incrementAndGet())));
              }
              return DOUBLE.migrate(document, context);
            });
    PageLoop loop = worker.loop(known).onError(OnError.SKIP);

    // when
    loop.run();

    // then
    assertThat(loop.counts().updated()).isEqualTo(4);
    assertThat(loop.counts().failed()).isEqualTo(1);
    assertThat(loop.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.error()).contains("changes all the time"));
    assertThat(worker.one("c", 2)).doesNotContainKey("double").containsEntry("x", tries.get());
    assertThat(loop.time().pauses()).isNotEmpty();
  }

  @Test
  void valuesThatOnlyLookAlikeAreNoConflict() {
    // given
    worker.insert(
        "c",
        Document.parse("{_id: 'a.b', n: 1, '': 2, nan: NaN}"),
        new Document("_id", new Document("a", 1)).append("n", 1));

    // when
    PageLoop loop = worker.loop(Migrations.code("c", DOUBLE)).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(7, 0, 0, 0, 0, 0));
  }

  @Test
  void writesWithoutReplyAreCountedByWhatIsThere() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(RefusalHook.nth(1, Operation.command("update"), Refusal.cutReply()));

    // when
    PageLoop loop = worker.loop(Migrations.code("c", DOUBLE)).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 0, 0, 0));
    assertThat(loop.time().pauses()).hasSize(1);
  }

  @Test
  void deletionsWithoutReplyAreCountedAsOurs() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(RefusalHook.nth(1, Operation.command("delete"), Refusal.cutReply()));

    // when
    PageLoop loop = worker.loop(Migrations.code("c", (document, context) -> Change.delete())).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(0, 0, 5, 0, 0, 0));
    assertThat(worker.all("c")).isEmpty();
  }

  @Test
  void writesThatWereNotDoneAreSentAgainWithoutBeingConflicts() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(
            RefusalHook.nth(1, Operation.command("update"), Refusal.error(10107, "not primary")));

    // when
    PageLoop loop = worker.loop(Migrations.code("c", DOUBLE)).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 0, 0, 0));
  }

  @Test
  void stepDownInTheMiddleOfABulkLosesNothing() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(RefusalHook.nth(3, Operation.write("update"), Refusal.error(189, "stepped down")));

    // when
    PageLoop loop = worker.loop(Migrations.code("c", DOUBLE)).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 0, 0, 0));
    assertThat(worker.all("c"))
        .allSatisfy(each -> assertThat(each.get("double")).isEqualTo(2 * each.getInteger("n")));
  }

  @Test
  void outageThatDoesNotEndIsToldAfterAFewTries() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(RefusalHook.each(Operation.command("update"), Refusal.error(10107, "not primary")));
    PageLoop loop = worker.loop(Migrations.code("c", DOUBLE));

    // when
    Event event = loop.attempt();

    // then
    assertThat(event)
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.OUTAGE);
              assertThat(failed.message()).contains("not primary (10107");
            });
    assertThat(loop.time().pauses()).hasSize(Attempts.MOST - 1);
    assertThat(worker.all("c")).noneMatch(each -> each.containsKey("double"));
  }
}
