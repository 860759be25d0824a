package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import dev.godwit.local.mongodb.Operation;
import dev.godwit.local.mongodb.Refusal;
import dev.godwit.local.mongodb.RefusalHook;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.worker.catalog.KnownMigration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading from and writing into other collections. */
class SideWritesIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  @BeforeEach
  void sixDocuments() {
    worker.insertNumbered("c", 6);
  }

  @Test
  void documentsAreWrittenUnderTheIdsThatTheMigrationChooses() {
    // given
    worker.insert("other", Document.parse("{_id: 1, old: true}"), Document.parse("{_id: 9}"));
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              int n = document.getInteger("n");
              context.upsert("other", n, new Document("z", n).append("a.b", 1).append("", 2));
              context.delete("other", 9);
              context.insertIfAbsent("third", "k" + n % 2, new Document("z", n).append("a", 1));
              return Change.set("moved", true);
            });

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertThat(worker.all("other"))
        .hasSize(6)
        .contains(new Document("_id", 1).append("z", 1).append("a.b", 1).append("", 2));
    assertThat(worker.all("other").get(0).keySet()).containsExactly("_id", "z", "a.b", "");
    assertThat(worker.all("third").toString())
        .isEqualTo("[Document{{_id=k0, z=0, a=1}}, Document{{_id=k1, z=1, a=1}}]");
  }

  @Test
  void lastUpsertWinsAndFirstInsertWins() {
    // given
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              Document mine = new Document("by", document.get("_id"));
              context.upsert("last", "x", mine);
              context.insertIfAbsent("first", "x", mine);
              if (document.get("_id").equals(3)) {
                context.delete("again", "x");
              }
              context.insertIfAbsent("again", "x", mine);
              return Change.none();
            });

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(0, 6, 0, 0, 0, 0));
    assertThat(worker.one("last", "x")).containsEntry("by", 5);
    assertThat(worker.one("first", "x")).containsEntry("by", 0);
    assertThat(worker.one("again", "x")).containsEntry("by", 3);
  }

  @Test
  void whatIsThereIsLeftAloneByInsertIfAbsent() {
    // given
    worker.insert("other", Document.parse("{_id: 'x'}"));
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              context.insertIfAbsent("other", "x", new Document("by", "us"));
              return Change.none();
            });

    // when
    worker.loop(known).run();

    // then
    assertThat(worker.one("other", "x")).isEqualTo(new Document("_id", "x"));
  }

  @Test
  void whatIsThereCostsNoWrite() {
    // given
    worker.insert("other", Document.parse("{_id: 'x'}"));
    AtomicLong inserts = new AtomicLong();
    worker
        .mongo()
        .embedded()
        .refuse(
            operation -> {
              inserts.addAndGet(Operation.command("insert").test(operation) ? 1 : 0);
              return Optional.empty();
            });
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              context.insertIfAbsent("other", "x", new Document());
              return Change.none();
            });

    // when
    worker.loop(known).run();

    // then
    assertThat(inserts).hasValue(0);
  }

  @Test
  void whatSomebodyElseInsertsMeanwhileIsLeftAloneToo() {
    // given
    AtomicLong inserts = new AtomicLong();
    worker
        .mongo()
        .embedded()
        .refuse(
            operation -> {
              boolean first =
                  Operation.command("insert").test(operation)
                      && operation.collection().equals("other")
                      && inserts.incrementAndGet() == 1;
              if (first) {
                worker.insert("other", Document.parse("{_id: 0, by: 'them'}"));
              }
              return Optional.empty();
            });
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              Object id = document.get("_id");
              context.insertIfAbsent("other", id, new Document("by", "us"));
              return Change.set("seen", true);
            });

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertThat(worker.one("other", 0)).containsEntry("by", "them");
    assertThat(worker.one("other", 5)).containsEntry("by", "us");
  }

  @Test
  void otherCollectionsAreWrittenBeforeTheOwn() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(
            RefusalHook.each(
                Operation.command("update").and(Operation.on("c")),
                Refusal.error(13, "not authorized")));
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              context.upsert("other", document.get("_id"), new Document());
              return Change.unset("n");
            });

    // when
    worker.loop(known).attempt();

    // then
    assertThat(worker.all("other")).hasSize(6);
    assertThat(worker.all("c")).allSatisfy(each -> assertThat(each).containsKey("n"));
  }

  @ParameterizedTest
  @EnumSource
  void refusedWriteElsewhereFailsItsDocument(OnError onError) {
    // given
    worker
        .mongo()
        .database()
        .getCollection("other")
        .createIndex(new Document("key", 1), new IndexOptions().unique(true));
    worker.insert("other", Document.parse("{_id: 'there', key: 3}"));
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              Object n = document.get("n");
              if (document.getInteger("n") % 2 == 0) {
                context.upsert("other", n, new Document("key", n));
              } else {
                context.insertIfAbsent("other", n, new Document("key", n));
              }
              return Change.set("seen", true);
            });

    // when
    PageLoop loop = worker.loop(known).onError(onError).run();

    // then
    if (onError == OnError.FAIL) {
      assertThat(loop.counts()).isEqualTo(Counts.of(3, 0, 0, 0, 0, 0));
      assertThat(loop.page(0).error().documentId()).isEqualTo(new BsonInt32(3));
      assertThat(loop.page(0).error().message())
          .contains("inserting {\"$numberInt\": \"3\"} in 'other'")
          .contains("E11000");
      assertThat(worker.all("other")).hasSize(4);
      assertThat(worker.all("c")).filteredOn(each -> each.containsKey("seen")).hasSize(3);
    } else {
      assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 1, 0, 0));
      assertThat(loop.deadLetters())
          .extracting(DeadLetter::documentId)
          .containsExactly(new BsonInt32(3));
      assertThat(worker.all("other")).hasSize(6);
      assertThat(worker.all("c")).filteredOn(each -> each.containsKey("seen")).hasSize(5);
    }
  }

  @Test
  void insertThatIsRefusedGoesOverToTheNextDocumentThatWantsIt() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(
            RefusalHook.each(
                Operation.write("insert")
                    .and(Operation.on("other"))
                    .and(each -> each.body().get("by").equals(new BsonInt32(0))),
                Refusal.error(121, "Document failed validation")));
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              context.insertIfAbsent("other", "x", new Document("by", document.get("_id")));
              return Change.set("seen", true);
            });

    // when
    PageLoop loop = worker.loop(known).onError(OnError.SKIP).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 1, 0, 0));
    assertThat(worker.one("other", "x")).containsEntry("by", 1);
  }

  @Test
  void writesWithoutReplyAreSentAgain() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(
            RefusalHook.nth(
                1, Operation.command("insert").and(Operation.on("other")), Refusal.cutReply()));
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              context.insertIfAbsent("other", document.get("_id"), new Document("by", "us"));
              return Change.set("seen", true);
            });

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertThat(worker.all("other")).hasSize(6);
  }

  @Test
  void ownCollectionIsRefused() {
    // given
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              context.upsert("c", 99, new Document());
              return Change.none();
            });

    // then
    assertThat(worker.loop(known).page().error().message()).contains("'c' is being migrated");
    assertThat(worker.one("c", 99)).isNull();
  }

  @Test
  void documentWithAnotherIdIsRefused() {
    // given
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              context.upsert("other", 1, new Document("_id", 2));
              return Change.none();
            });

    // then
    assertThat(worker.loop(known).page().error().message()).contains("under");
  }

  @Test
  void oneQueryPerPageIsHandedOnToItsDocuments() {
    // given
    worker.insert("prices", Document.parse("{_id: 1, price: 10}"), Document.parse("{_id: 4}"));
    MigrationSpec spec = Migrations.on("c").build();
    KnownMigration known =
        Migrations.code(
            new Migration() {
              @Override
              public MigrationSpec spec() {
                return spec;
              }

              @Override
              public void beforePage(List<Document> page, MigrationContext context) {
                List<Object> ids = page.stream().map(each -> each.get("_id")).toList();
                context.remember("prices", context.collection("prices").findByIds(ids));
              }

              @Override
              public Change migrateOne(Document document, MigrationContext context) {
                Object price = context.recall("prices", Map.class).get(document.get("_id"));
                return price == null ? Change.none() : Change.set("priced", true);
              }
            });

    // when
    PageLoop loop = worker.loop(known).batchSize(2).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(2, 4, 0, 0, 0, 0));
  }

  @Test
  void otherCollectionsCanBeReadInAllWays() {
    // given
    worker.insert("other", Document.parse("{_id: 1, n: 1}"), Document.parse("{_id: 2, n: 2}"));
    KnownMigration known =
        Migrations.code(
            Migrations.on("c").filter(new Document("_id", 0)),
            (document, context) -> {
              var other = context.collection("other");
              return Change.set("byId", other.findById(1).orElseThrow().get("n"))
                  .andSet("missing", other.findById(7).isPresent())
                  .andSet("found", other.find(new Document("n", 2)).size())
                  .andSet(
                      "fields",
                      other.find(new Document(), new Document("_id", 1)).get(0).keySet().size())
                  .andSet("count", other.count(new Document()))
                  .andSet(
                      "sum",
                      other
                          .aggregate(List.of(Document.parse("{$group: {_id: 1, s: {$sum: '$n'}}}")))
                          .get(0)
                          .get("s"));
            });

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(loop.counts().updated()).isEqualTo(1);
    assertThat(worker.one("c", 0))
        .containsEntry("byId", 1)
        .containsEntry("missing", false)
        .containsEntry("found", 1)
        .containsEntry("fields", 1)
        .containsEntry("count", 2L)
        .containsEntry("sum", 3);
  }

  @Test
  void aggregationThatWritesIsRefused() {
    // given
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              context.collection("c").aggregate(List.of(Document.parse("{$out: 'copy'}")));
              return Change.none();
            });

    // then
    assertThat(worker.loop(known).page().error().message()).contains("$out writes");
    assertThat(worker.all("copy")).isEmpty();
  }

  @Test
  void writeThatBelongsToNoDocumentIsRefused() {
    // given
    MigrationSpec spec = Migrations.on("c").build();
    KnownMigration known =
        Migrations.code(
            new Migration() {
              @Override
              public MigrationSpec spec() {
                return spec;
              }

              @Override
              public void beforePage(List<Document> page, MigrationContext context) {
                context.upsert("other", 1, new Document());
              }

              @Override
              public Change migrateOne(Document document, MigrationContext context) {
                return Change.none();
              }
            });

    // then
    assertThat(worker.loop(known).attempt())
        .satisfies(event -> assertThat(event.toString()).contains("ask for it in migrateOne"));
  }
}
