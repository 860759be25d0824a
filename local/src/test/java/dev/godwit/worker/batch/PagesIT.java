package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Change;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Range;
import dev.godwit.worker.catalog.KnownMigration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  private static final Migrations.Code MARK = (document, context) -> Change.set("seen", true);

  @ParameterizedTest
  @CsvSource({"1, 5", "4, 2", "5, 1", "6, 1", "2, 3"})
  void codeVisitsEveryDocumentWhateverThePageSize(int batchSize, int pages) {
    // given
    worker.insertNumbered("c", 5);

    // when
    PageLoop loop = worker.loop(Migrations.code("c", MARK)).batchSize(batchSize).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 0, 0, 0));
    assertThat(loop.pages()).hasSize(pages);
    assertThat(loop.cursor()).isEqualTo(new Cursor(new BsonInt32(4)));
    assertThat(worker.all("c")).allSatisfy(each -> assertThat(each).containsEntry("seen", true));
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "4, 2", "5, 1", "6, 1", "2, 3"})
  void declaredUpdateVisitsEveryDocumentWhateverThePageSize(int batchSize, int pages) {
    // given
    worker.insertNumbered("c", 5);
    KnownMigration known = Migrations.declared(Migrations.on("c"), "{$set: {seen: true}}");

    // when
    PageLoop loop = worker.loop(known).batchSize(batchSize).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 0, 0, 0));
    assertThat(loop.pages()).hasSize(pages);
    assertThat(loop.cursor()).isEqualTo(new Cursor(new BsonInt32(4)));
    assertThat(worker.all("c")).allSatisfy(each -> assertThat(each).containsEntry("seen", true));
  }

  @Test
  void collectionWithoutDocumentsIsDoneAtOnce() {
    // given
    KnownMigration code = Migrations.code("nothing", MARK);
    KnownMigration declared =
        Migrations.declared(Migrations.on("nothing"), "[{$set: {seen: true}}]");

    // then
    for (KnownMigration known : List.of(code, declared)) {
      Event.Completed page = worker.loop(known).page();
      assertThat(page.span()).isEqualTo(new Event.Span(null, null, true));
      assertThat(page.counts()).isEqualTo(Counts.ZERO);
    }
  }

  @Test
  void cursorStaysWhereNothingIsLeft() {
    // given
    worker.insertNumbered("c", 3);
    Cursor end = new Cursor(new BsonInt32(2));
    PageLoop loop = worker.loop(Migrations.code("c", MARK)).range(new Range(end, null));

    // then
    assertThat(loop.page().span()).isEqualTo(new Event.Span(end, end, true));
  }

  @Test
  void segmentEndsWithItsUpperBound() {
    // given
    worker.insertNumbered("c", 9);
    Range segment = new Range(new Cursor(new BsonInt32(2)), new Cursor(new BsonInt32(5)));

    // when
    PageLoop code = worker.loop(Migrations.code("c", MARK)).range(segment).batchSize(2).run();
    PageLoop declared =
        worker
            .loop(Migrations.declared(Migrations.on("c"), "{$set: {seen: 1}}"))
            .range(segment)
            .batchSize(2)
            .run();

    // then
    assertThat(code.counts().updated()).isEqualTo(3);
    assertThat(declared.counts().updated()).isEqualTo(3);
    assertThat(worker.all("c"))
        .filteredOn(each -> each.containsKey("seen"))
        .extracting(each -> each.get("_id"))
        .containsExactly(3, 4, 5);
  }

  @Test
  void onlyMatchingDocumentsAreMigratedAndCounted() {
    // given
    worker.insertNumbered("c", 20);
    Document filter = new Document("n", new Document("$mod", List.of(3, 0)));
    List<Object> seen = new ArrayList<>();
    KnownMigration known =
        Migrations.code(
            Migrations.on("c").filter(filter),
            (document, context) -> {
              seen.add(document.get("_id"));
              return Change.set("seen", true);
            });

    // when
    PageLoop loop = worker.loop(known).batchSize(3).run();

    // then
    assertThat(seen).containsExactly(0, 3, 6, 9, 12, 15, 18);
    assertThat(loop.counts().processed()).isEqualTo(7);
    assertThat(loop.pages()).hasSize(3);
  }

  @Test
  void updateThatChangesWhatIsFilteredSkipsNothing() {
    // given
    worker.insertNumbered("c", 25);
    Document filter = new Document("seen", new Document("$exists", false));
    KnownMigration known =
        Migrations.declared(Migrations.on("c").filter(filter), "[{$set: {seen: '$n'}}]");

    // when
    PageLoop loop = worker.loop(known).batchSize(4).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(25, 0, 0, 0, 0, 0));
    assertThat(worker.all("c"))
        .allSatisfy(each -> assertThat(each.get("seen")).isEqualTo(each.get("n")));
  }

  @Test
  void documentsThatNeedNoChangeCountAsUnchanged() {
    // given
    worker.insertNumbered("c", 6);
    KnownMigration code =
        Migrations.code("c", (document, context) -> Change.set("n", document.get("n")));
    KnownMigration declared = Migrations.declared(Migrations.on("c"), "{$max: {n: 3}}");

    // then
    assertThat(worker.loop(code).run().counts()).isEqualTo(Counts.of(0, 6, 0, 0, 0, 0));
    assertThat(worker.loop(declared).run().counts()).isEqualTo(Counts.of(3, 3, 0, 0, 0, 0));
  }

  @Test
  void documentInsertedBehindTheCursorDuringTheRunIsMigrated() {
    // given
    worker.insertNumbered("c", 4);
    PageLoop loop = worker.loop(Migrations.code("c", MARK)).batchSize(2);
    loop.page();
    worker.insert("c", new Document("_id", "late"));

    // when
    loop.run();

    // then
    assertThat(loop.counts().updated()).isEqualTo(5);
    assertThat(worker.one("c", "late")).containsEntry("seen", true);
  }

  @Test
  void pageEndsAtSixteenMegabytes() {
    // given
    String megabyte = "x".repeat(1 << 20);
    for (int i = 0; i < 20; i++) {
      worker.insert("c", new Document("_id", i).append("text", megabyte));
    }

    // when
    PageLoop loop = worker.loop(Migrations.code("c", MARK)).run();

    // then
    assertThat(loop.pages()).extracting(page -> page.counts().updated()).containsExactly(15L, 5L);
    assertThat(loop.pages()).extracting(page -> page.span().done()).containsExactly(false, true);
  }

  @Test
  void pageEndsAtTheDocumentItReachedInItsTime() {
    // given
    worker.insertNumbered("c", 10);
    TestPace[] time = new TestPace[1];
    KnownMigration slow =
        Migrations.code(
            "c",
            (document, context) -> {
              time[0].pass(Duration.ofSeconds(8));
              return Change.set("seen", true);
            });
    PageLoop loop = worker.loop(slow);
    time[0] = loop.time();

    // when
    loop.run();

    // then
    assertThat(loop.pages())
        .extracting(page -> page.counts().updated())
        .containsExactly(4L, 4L, 2L);
    assertThat(loop.counts().updated()).isEqualTo(10);
    assertThat(loop.pages().get(0).timing().migrateMs()).isEqualTo(32_000);
  }

  @Test
  void cursorOfAnotherTypeThanAllIdsIsNoTrouble() {
    // given
    worker.insertNumbered("c", 3);
    PageLoop loop =
        worker
            .loop(Migrations.code("c", MARK))
            .range(new Range(new Cursor(new BsonString("a")), null));

    // then
    assertThat(loop.page().counts()).isEqualTo(Counts.ZERO);
  }
}
