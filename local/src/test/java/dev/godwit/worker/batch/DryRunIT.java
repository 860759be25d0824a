package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoCollection;
import dev.godwit.local.mongodb.Operation;
import dev.godwit.local.mongodb.Refusal;
import dev.godwit.local.mongodb.RefusalHook;
import dev.godwit.migration.Change;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.DryRunReport.FailedDocument;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.worker.catalog.KnownMigration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A dry run tells what would happen, and changes nothing. */
class DryRunIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  private static final KnownMigration.InCode CODE =
      Migrations.code(
          "c",
          (document, context) -> {
            int n = document.getInteger("n");
            context.upsert("other", n, new Document());
            if (n == 4) {
              throw new IllegalStateException("four");
            }
            return n == 1
                ? Change.none()
                : n == 2 ? Change.delete() : Change.set("n", context.isDryRun() ? n + 100 : n);
          });

  static List<KnownMigration> all() {
    return List.of(
        CODE,
        Migrations.declared(Migrations.on("c"), "{$inc: {n: 100}}"),
        Migrations.declared(Migrations.on("c"), "[{$set: {n: {$add: ['$n', 100]}}}]"));
  }

  @BeforeEach
  void documents() {
    worker.insertNumbered("c", 6);
  }

  private static List<String> bytes() {
    List<String> all = new ArrayList<>();
    for (String name :
        new TreeSet<>(worker.mongo().database().listCollectionNames().into(new ArrayList<>()))) {
      MongoCollection<RawBsonDocument> collection =
          worker.mongo().database().getCollection(name, RawBsonDocument.class);
      for (RawBsonDocument each : collection.find()) {
        all.add(name + HexFormat.of().formatHex(each.getByteBuffer().array()));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyByteStaysTheSameAndNothingIsEvenTried(KnownMigration known) {
    // given
    Set<String> commands = new TreeSet<>();
    worker
        .mongo()
        .embedded()
        .refuse(
            operation -> {
              commands.add(operation.name());
              return Optional.empty();
            });
    List<String> before = bytes();

    // when
    Reply reply = worker.loop(known).dryRun();

    // then
    assertThat(reply.accepted()).isTrue();
    assertThat(bytes()).isEqualTo(before);
    assertThat(commands)
        .doesNotContain("insert", "update", "delete", "findAndModify", "create", "drop");
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachDocumentIsShownWithItsOwnAfter(KnownMigration known) {
    // when
    DryRunReport report = worker.loop(known).dryRun().dryRun();

    // then
    for (DryRunReport.Pair pair : report.changes()) {
      JsonNode after = pair.after();
      if (after != null) {
        assertThat(after.get("_id")).isEqualTo(pair.before().get("_id"));
        assertThat(after.get("n").asInt()).isEqualTo(pair.before().get("n").asInt() + 100);
      }
    }
    assertThat(report.changes()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void codeIsReportedByOutcome() {
    // when
    Reply reply = worker.loop(CODE).dryRun();

    // then
    DryRunReport report = reply.dryRun();
    assertThat(report.counts()).isEqualTo(Counts.of(3, 1, 1, 1, 0, 0));
    assertThat(report.cursor()).isEqualTo(new Cursor(new BsonInt32(5)));
    assertThat(report.done()).isTrue();
    assertThat(report.failures())
        .containsExactly(new FailedDocument(new BsonInt32(4), "IllegalStateException: four"));
    assertThat(report.changes()).hasSize(4);
    assertThat(report.changes().get(1).after()).isNull();
    assertThat(reply.command()).isEqualTo("start");
    assertThat(reply.id()).isEqualTo("c1");
    assertThat(reply.migration()).isEqualTo("test");
    assertThat(reply.message())
        .contains("6 documents")
        .contains("3 would be updated")
        .contains("nothing was written");
  }

  @Test
  void oneBatchFromTheCursorIsTried() {
    // given
    PageLoop loop = worker.loop(Migrations.declared(Migrations.on("c"), "{$inc: {n: 1}}"));
    loop.batchSize(2).page();

    // when
    DryRunReport report = loop.dryRun().dryRun();

    // then
    assertThat(report.counts().processed()).isEqualTo(2);
    assertThat(report.cursor()).isEqualTo(new Cursor(new BsonInt32(3)));
    assertThat(report.done()).isFalse();
    assertThat(worker.one("c", 2)).containsEntry("n", 2);
  }

  @Test
  void atMostTenPairsAreShown() {
    // given
    for (int i = 10; i < 40; i++) {
      worker.insert("c", new Document("_id", i).append("n", 0));
    }

    // when
    DryRunReport report =
        worker.loop(Migrations.declared(Migrations.on("c"), "{$inc: {n: 1}}")).dryRun().dryRun();

    // then
    assertThat(report.counts().updated()).isEqualTo(36);
    assertThat(report.changes()).hasSize(10);
  }

  @Test
  void largeDocumentsAreCutAndMarked() {
    // given
    for (int i = 10; i < 40; i++) {
      worker.insert("c", new Document("_id", i).append("text", "x".repeat(100_000)).append("n", 0));
    }

    // when
    Reply reply =
        worker.loop(Migrations.code("c", (each, context) -> Change.set("seen", true))).dryRun();

    // then
    JsonNode before = reply.dryRun().changes().get(8).before();
    assertThat(before.has("text")).isFalse();
    assertThat(before.get("n").asInt()).isZero();
    assertThat(before.get("$cut").asText()).contains("without text");
    assertThat(Json.write(reply).length()).isLessThan(100_000);
  }

  @Test
  void pipelineThatFailsForOneDocumentIsShownForTheOthers() {
    // given
    worker.insert("c", Document.parse("{_id: 7, n: 'seven'}"));
    KnownMigration known =
        Migrations.declared(Migrations.on("c"), "[{$set: {n: {$add: ['$n', 1]}}}]");

    // when
    DryRunReport report = worker.loop(known).dryRun().dryRun();

    // then
    assertThat(report.counts()).isEqualTo(Counts.of(6, 0, 0, 1, 0, 0));
    assertThat(report.failures())
        .extracting(FailedDocument::documentId)
        .containsExactly(new BsonInt32(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{$set: {a: 1, 'b.c': 2}} | {_id: 9, n: 5} | {_id: 9, n: 5, a: 1, b: {c: 2}}",
        "{$unset: {n: ''}} | {_id: 9, n: 5} | {_id: 9}",
        "{$inc: {n: 2, m: 3}} | {_id: 9, n: 5} | {_id: 9, n: 7, m: 3}",
        "{$inc: {n: 1}} | {_id: 9, n: 2147483647} | {_id: 9, n: {$numberLong: '2147483648'}}",
        "{$inc: {n: 0.5}} | {_id: 9, n: 5} | {_id: 9, n: 5.5}",
        "{$mul: {n: 3, m: 3}} | {_id: 9, n: 5} | {_id: 9, n: 15, m: 0}",
        "{$min: {n: 3}, $max: {m: 4}} | {_id: 9, n: 5, m: 3} | {_id: 9, n: 3, m: 4}",
        "{$min: {n: 'a'}} | {_id: 9, n: 5} | {_id: 9, n: 5}",
        "{$rename: {n: 'm'}} | {_id: 9, n: 5} | {_id: 9, m: 5}",
        "{$push: {l: 3}} | {_id: 9, l: [1]} | {_id: 9, l: [1, 3]}",
        "{$push: {l: {$each: [3, 4]}}} | {_id: 9} | {_id: 9, l: [3, 4]}",
        "{$addToSet: {l: 1}} | {_id: 9, l: [1, 2]} | {_id: 9, l: [1, 2]}",
        "{$addToSet: {l: {$each: [2, 3]}}} | {_id: 9, l: [1, 2]} | {_id: 9, l: [1, 2, 3]}",
        "{$pop: {l: 1}} | {_id: 9, l: [1, 2]} | {_id: 9, l: [1]}",
        "{$pop: {l: -1}} | {_id: 9, l: [1, 2]} | {_id: 9, l: [2]}",
        "{$pullAll: {l: [1]}} | {_id: 9, l: [1, 2, 1]} | {_id: 9, l: [2]}",
        "{$setOnInsert: {x: 1}} | {_id: 9, n: 5} | {_id: 9, n: 5}",
      })
  void operatorsAreComputedAsTheServerWillDoIt(String update, String before, String after) {
    // given
    worker.insert("one", Document.parse(before));
    PageLoop loop = worker.loop(Migrations.declared(Migrations.on("one"), update));

    // when
    DryRunReport report = loop.dryRun().dryRun();
    loop.run();

    // then
    Document expected = Document.parse(after);
    assertThat(worker.all("one")).containsExactly(expected);
    assertThat(report.counts()).isEqualTo(loop.counts());
    if (!before.equals(after)) {
      assertThat(Document.parse(report.changes().get(0).after().toString())).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{$currentDate: {at: true}} | $currentDate",
        "{$pull: {l: {$gt: 3}}} | $pull",
        "{$set: {'l.$[].x': 1}} | l.$[].x",
        "{$push: {l: {$each: [1], $slice: 3}}} | modifiers",
        "{$bit: {n: {and: 1}}} | $bit",
      })
  void whatCannotBeComputedIsRefusedWithTheReason(String update, String reason) {
    // when
    Reply reply = worker.loop(Migrations.declared(Migrations.on("c"), update)).dryRun();

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.dryRun()).isNull();
    assertThat(reply.message()).contains(reason).contains("oneBatchOnly");
  }

  @Test
  void missingCollectionIsRefused() {
    // when
    Reply reply =
        worker.loop(Migrations.code("nothing", (each, context) -> Change.none())).dryRun();

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message()).contains("'nothing' does not exist");
  }

  @Test
  void outageIsAReplyToo() {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(RefusalHook.each(Operation.command("find"), Refusal.error(91, "shutting down")));

    // when
    Reply reply = worker.loop(CODE).dryRun();

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message()).contains("did not work").contains("shutting down");
  }
}
