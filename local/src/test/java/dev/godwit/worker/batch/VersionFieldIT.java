package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.mongodb.Operation;
import dev.godwit.local.mongodb.Refusal;
import dev.godwit.local.mongodb.RefusalHook;
import dev.godwit.migration.Change;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.protocol.Counts;
import dev.godwit.worker.catalog.KnownMigration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A version field makes an update that is not idempotent happen once per document. */
class VersionFieldIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  private static MigrationSpec.Builder spec() {
    return Migrations.on("c").versionField("schemaVersion", 4);
  }

  static List<KnownMigration> countingUp() {
    return List.of(
        Migrations.code(
            spec(), (document, context) -> Change.set("n", document.getInteger("n") + 1)),
        Migrations.declared(spec(), "{$inc: {n: 1}}"),
        Migrations.declared(spec(), "[{$set: {n: {$add: ['$n', 1]}}}]"));
  }

  @BeforeEach
  void documentsOfAllVersions() {
    worker.insert(
        "c",
        Document.parse("{_id: 0, n: 0}"),
        Document.parse("{_id: 1, n: 1, schemaVersion: 3}"),
        Document.parse("{_id: 2, n: 2, schemaVersion: 4}"),
        Document.parse("{_id: 3, n: 3, schemaVersion: 5}"),
        Document.parse("{_id: 4, n: 4, schemaVersion: 'old'}"),
        Document.parse("{_id: 5, n: 5, schemaVersion: null}"),
        Document.parse("{_id: 6, n: 6, schemaVersion: 3.5}"),
        Document.parse("{_id: 7, n: 7, schemaVersion: NaN}"));
  }

  private static final List<Object> ONCE = List.of(1, 2, 2, 3, 5, 6, 7, 8);

  private static void assertOnce() {
    assertThat(worker.all("c")).extracting(each -> each.get("n")).isEqualTo(ONCE);
    assertThat(worker.all("c"))
        .extracting(each -> each.get("schemaVersion"))
        .containsExactly(4, 4, 4, 5, 4, 4, 4, 4);
  }

  @ParameterizedTest
  @MethodSource("countingUp")
  void onlyDocumentsBelowTheVersionAreMigratedAndGetIt(KnownMigration known) {
    // when
    PageLoop loop = worker.loop(known).batchSize(3).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertOnce();
  }

  @ParameterizedTest
  @MethodSource("countingUp")
  void samePageAgainChangesNothing(KnownMigration known) {
    // given
    worker.loop(known).run();

    // when
    PageLoop again = worker.loop(known).run();

    // then
    assertThat(again.counts()).isEqualTo(Counts.ZERO);
    assertOnce();
  }

  @ParameterizedTest
  @MethodSource("countingUp")
  void lostReplyChangesNothingTwice(KnownMigration known) {
    // given
    worker
        .mongo()
        .embedded()
        .refuse(RefusalHook.nth(1, Operation.command("update"), Refusal.cutReply()));

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertOnce();
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
  }

  @Test
  void documentThatNeedsNothingElseGetsTheVersionAndIsUpdated() {
    // given
    KnownMigration known = Migrations.code(spec(), (document, context) -> Change.none());

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertThat(worker.one("c", 0)).containsEntry("schemaVersion", 4);
  }

  @Test
  void replacementGetsTheVersionToo() {
    // given
    KnownMigration known =
        Migrations.code(
            Migrations.on("c").versionField("meta.version", 4),
            (document, context) -> Change.replace(new Document("value", document.get("n"))));

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertThat(loop.counts().updated()).isEqualTo(8);
    assertThat(worker.one("c", 3))
        .isEqualTo(Document.parse("{_id: 3, value: 3, meta: {version: 4}}"));
  }

  @Test
  void documentThatTheApplicationUpgradedMeanwhileIsLeftAlone() {
    // given
    boolean[] done = new boolean[1];
    KnownMigration known =
        Migrations.code(
            spec(),
            (document, context) -> {
              if (document.get("_id").equals(0) && !done[0]) {
                done[0] = true;
                worker
                    .mongo()
                    .database()
                    .getCollection("c")
                    .updateOne(
                        new Document("_id", 0),
                        Document.parse("{$set: {n: 1, schemaVersion: 4, by: 'app'}}"));
              }
              return Change.set("n", document.getInteger("n") + 1);
            });

    // when
    PageLoop loop = worker.loop(known).run();

    // then
    assertOnce();
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 1, 0, 0, 0, 1));
  }

  @Test
  void changeThatLiesWithinTheVersionFieldFailsItsDocument() {
    // given
    KnownMigration known =
        Migrations.code(
            Migrations.on("c").versionField("meta.version", 4),
            (document, context) -> Change.set("meta", new Document()));

    // then
    assertThat(worker.loop(known).page().error().message()).contains("'meta.version'");
  }
}
