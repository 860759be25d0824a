package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CreateCollectionOptions;
import dev.godwit.migration.Change;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.DryRunRequest;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.worker.catalog.KnownMigration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is looked at before the first page. */
class PrepareIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  @BeforeEach
  void documents() {
    worker.insertNumbered("c", 20);
  }

  private static KnownMigration on(MigrationSpec.Builder spec) {
    return Migrations.code(spec, (document, context) -> Change.none());
  }

  @Test
  void tellsAboutHowManyDocumentsThereAre() {
    assertThat(worker.loop(on(Migrations.on("c"))).prepare())
        .satisfies(
            prepared -> {
              assertThat(prepared.estimatedTotal()).isEqualTo(20);
              assertThat(prepared.refusal()).isNull();
              assertThat(prepared.origin().worker()).isEqualTo("w1");
            });
  }

  @Test
  void countsThoseThatMatch() {
    assertThat(
            worker
                .loop(on(Migrations.on("c").filter(Document.parse("{n: {$lt: 5}}"))))
                .prepare()
                .estimatedTotal())
        .isEqualTo(5);
    assertThat(worker.loop(on(Migrations.on("c").versionField("n", 7))).prepare().estimatedTotal())
        .isEqualTo(7);
  }

  @Test
  void missingCollectionIsRefusedUnlessAllowed() {
    assertThat(worker.loop(on(Migrations.on("gone"))).prepare())
        .satisfies(
            prepared -> {
              assertThat(prepared.refusal())
                  .contains("'gone' does not exist")
                  .contains("allowMissing");
              assertThat(prepared.estimatedTotal()).isNull();
            });
    assertThat(worker.loop(on(Migrations.on("gone").allowMissing())).prepare())
        .satisfies(
            prepared -> {
              assertThat(prepared.refusal()).isNull();
              assertThat(prepared.estimatedTotal()).isZero();
            });
  }

  @Test
  void viewIsRefused() {
    // given
    worker.mongo().database().createView("small", "c", List.of(new Document("$limit", 1)));

    // then
    assertThat(worker.loop(on(Migrations.on("small"))).prepare().refusal()).contains("is a view");
  }

  @Test
  void defaultCollationIsRefusedForCodeWithoutTransactionsButNotForUpdatesInTheServer() {
    // given
    worker
        .mongo()
        .database()
        .createCollection(
            "names",
            new CreateCollectionOptions().collation(Collation.builder().locale("en").build()));

    // then
    assertThat(worker.loop(on(Migrations.on("names"))).prepare().refusal())
        .satisfies(
            refusal -> {
              if (worker.connection().transactions().isPresent()) {
                assertThat(refusal).isNull();
              } else {
                assertThat(refusal).contains("default collation").contains("replica set");
              }
            });
    assertThat(
            worker
                .loop(Migrations.declared(Migrations.on("names"), "{$set: {a: 1}}"))
                .prepare()
                .refusal())
        .isNull();
  }

  @Test
  void unknownMigrationIsDeclined() throws InterruptedException {
    // when
    WorkResult result = work().perform(task("other", 1, Task.Kind.PREPARE), documents -> {});

    // then
    assertThat(result.event())
        .isInstanceOfSatisfying(
            Event.Declined.class,
            declined -> {
              assertThat(declined.reason()).isEqualTo("worker w1 does not know migration 'other'");
              assertThat(declined.task()).isNull();
            });
  }

  @Test
  void anotherVersionIsDeclinedAndTheDryRunHandedOn() throws InterruptedException {
    // given
    Task task = task("test", 2, Task.Kind.DRY_RUN);

    // when
    WorkResult result = work().perform(task, documents -> {});

    // then
    assertThat(result.event())
        .isInstanceOfSatisfying(
            Event.Declined.class,
            declined -> {
              assertThat(declined.reason()).isEqualTo("worker w1 knows version 1, not 2");
              assertThat(declined.task()).isEqualTo(task);
            });
  }

  private static BatchWork work() {
    return new BatchWork(
        Migrations.catalog(on(Migrations.on("c"))),
        worker.connection(),
        reference -> reference,
        "w1",
        DeadLetterPolicy.ID_ONLY,
        new TestPace().pace());
  }

  private static Task task(String migration, int version, Task.Kind kind) {
    return new Task(
        kind,
        new BatchId(migration, 1, 0, 0),
        1,
        new Revision(version, ""),
        new Page(Range.ALL, 10, OnError.FAIL, Map.of()),
        kind == Task.Kind.DRY_RUN ? new DryRunRequest("c1", null) : null,
        Instant.EPOCH);
  }
}
