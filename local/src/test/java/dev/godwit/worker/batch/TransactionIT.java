package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CollationStrength;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.ValidationOptions;
import dev.godwit.migration.Change;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Range;
import dev.godwit.worker.catalog.KnownMigration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A transaction with its marker makes a page happen once, on a server that has transactions. */
class TransactionIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  private static MigrationSpec.Builder spec() {
    return Migrations.on("c").transaction();
  }

  static List<KnownMigration> countingUp() {
    return List.of(
        Migrations.code(
            spec(), (document, context) -> Change.set("n", document.getInteger("n") + 1)),
        Migrations.declared(spec(), "{$inc: {n: 1}}"),
        Migrations.declared(spec(), "[{$set: {n: {$add: ['$n', 1]}}}]"));
  }

  @Test
  void singleServerIsRefusedWithTheReason() {
    // given
    worker.mongo().embedded();
    worker.insertNumbered("c", 3);

    // then
    for (KnownMigration known : countingUp()) {
      assertThat(worker.loop(known).prepare().refusal())
          .contains("'test' wants a transaction for each page")
          .contains("replica set")
          .contains("versionField");
      assertThat(worker.loop(known).attempt()).isInstanceOf(Event.Failed.class);
    }
    assertThat(worker.all("c")).extracting(each -> each.get("n")).containsExactly(0, 1, 2);
    assertThat(worker.mongo().database().listCollectionNames()).doesNotContain(Marker.COLLECTION);
  }

  @Nested
  class OnAReplicaSet {

    @BeforeEach
    void documents() {
      worker.mongo().assumeReplicaSet("transactions");
      worker.insertNumbered("c", 20);
    }

    private static void assertOnce() {
      assertThat(worker.all("c"))
          .extracting(each -> each.get("n"))
          .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    static List<KnownMigration> countingUp() {
      return TransactionIT.countingUp();
    }

    @ParameterizedTest
    @MethodSource("countingUp")
    void everyDocumentIsMigratedOnce(KnownMigration known) {
      // given
      assertThat(worker.loop(known).prepare().refusal()).isNull();

      // when
      PageLoop loop = worker.loop(known).batchSize(7).run();

      // then
      assertThat(loop.counts()).isEqualTo(Counts.of(20, 0, 0, 0, 0, 0));
      assertOnce();
      assertThat(worker.all(Marker.COLLECTION)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("countingUp")
    void lastPageAgainInAnySizeIsAnsweredFromTheMarker(KnownMigration known) {
      // given
      Event.Completed first = worker.loop(known).batchSize(20).page();

      // when
      Event.Completed same = worker.loop(known).batchSize(20).page();
      Event.Completed smaller = worker.loop(known).batchSize(3).page();

      // then
      assertOnce();
      assertThat(same.counts()).isEqualTo(first.counts());
      assertThat(smaller.span()).isEqualTo(first.span());
    }

    @ParameterizedTest
    @MethodSource("countingUp")
    void twoWorkersWithTheSamePageDoItOnce(KnownMigration known) {
      // when
      CompletableFuture<Event> one =
          CompletableFuture.supplyAsync(() -> worker.loop(known).attempt());
      CompletableFuture<Event> other =
          CompletableFuture.supplyAsync(() -> worker.loop(known).batchSize(9).attempt());
      CompletableFuture.allOf(one, other).join();
      worker.loop(known).range(Range.ALL).attempt();

      // then
      assertThat(worker.all("c"))
          .allSatisfy(
              each -> assertThat(each.getInteger("n") - each.getInteger("_id")).isLessThan(2));
      assertThat(List.of(one.join(), other.join()))
          .filteredOn(Event.Completed.class::isInstance)
          .extracting(event -> ((Event.Completed) event).span())
          .isNotEmpty()
          .allMatch(span -> span.from() == null);
    }

    @ParameterizedTest
    @MethodSource("countingUp")
    void refusedDocumentsCostOnlyThemselves(KnownMigration known) {
      // given
      worker
          .mongo()
          .database()
          .runCommand(
              new Document("collMod", "c")
                  .append("validator", Document.parse("{n: {$nin: [6, 13]}}")));

      // when
      PageLoop loop = worker.loop(known).onError(OnError.SKIP).run();

      // then
      assertThat(loop.counts()).isEqualTo(Counts.of(18, 0, 0, 2, 0, 0));
      assertThat(loop.deadLetters()).hasSize(2);
      assertThat(worker.one("c", 5)).containsEntry("n", 5);
      assertThat(worker.one("c", 19)).containsEntry("n", 20);
    }

    @Test
    void writesToOtherCollectionsHappenWithThePageOnly() {
      // given
      worker
          .mongo()
          .database()
          .createCollection(
              "log",
              new CreateCollectionOptions()
                  .validationOptions(
                      new ValidationOptions().validator(Document.parse("{n: {$ne: 4}}"))));
      KnownMigration known =
          Migrations.code(
              spec(),
              (document, context) -> {
                context.upsert("log", document.get("_id"), new Document("n", document.get("n")));
                return Change.set("n", document.getInteger("n") + 1);
              });

      // when
      Event.Completed page = worker.loop(known).page();

      // then
      assertThat(page.error()).isNotNull();
      assertThat(page.counts().updated()).isEqualTo(4);
      assertThat(worker.all("log")).hasSize(4);
    }

    @Test
    void collectionWithADefaultCollationLosesNoWriteOfTheApplication() {
      // given
      worker
          .mongo()
          .database()
          .createCollection(
              "names",
              new CreateCollectionOptions()
                  .collation(
                      Collation.builder()
                          .locale("en")
                          .collationStrength(CollationStrength.PRIMARY)
                          .build()));
      worker.insert("names", Document.parse("{_id: 1, name: 'ada'}"));
      boolean[] changed = new boolean[1];
      KnownMigration known =
          Migrations.code(
              Migrations.on("names"),
              (document, context) -> {
                if (!changed[0]) {
                  changed[0] = true;
                  worker
                      .mongo()
                      .database()
                      .getCollection("names")
                      .updateOne(new Document("_id", 1), Document.parse("{$set: {name: 'ADA'}}"));
                }
                return Change.set("copy", document.getString("name"));
              });
      assertThat(worker.loop(known).prepare().refusal()).isNull();

      // when
      worker.loop(known).run();

      // then
      assertThat(worker.one("names", 1)).containsEntry("name", "ADA").containsEntry("copy", "ADA");
    }
  }
}
