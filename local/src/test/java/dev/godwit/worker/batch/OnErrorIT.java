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
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.worker.catalog.KnownMigration;
import java.util.List;
import java.util.function.Predicate;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents that cannot be migrated. */
class OnErrorIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  /** What migrations may throw. */
  enum Thrown {
    EXCEPTION,
    STACK_OVERFLOW,
    LINKAGE,
    ASSERTION,
    NULL
  }

  @BeforeEach
  void sixDocuments() {
    worker.insertNumbered("c", 6);
  }

  private static KnownMigration failingAt(int id, Thrown thrown) {
    return Migrations.code(
        "c",
        (document, context) ->
            document.get("_id").equals(id) ? failing(thrown) : Change.set("seen", true));
  }

  @SuppressWarnings("NullAway")
  private static Change failing(Thrown thrown) {
    switch (thrown) {
      case EXCEPTION -> throw new IllegalStateException("no plan");
      case STACK_OVERFLOW -> throw new StackOverflowError();
      case LINKAGE -> throw new NoClassDefFoundError("com/example/Gone");
      case ASSERTION -> throw new AssertionError("never");
      default -> {
        return null;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void runStopsBeforeTheDocumentThatFails(Thrown thrown) {
    // when
    PageLoop loop = worker.loop(failingAt(3, thrown)).run();

    // then
    Event.Completed page = loop.page(0);
    assertThat(page.counts()).isEqualTo(Counts.of(3, 0, 0, 0, 0, 0));
    assertThat(page.span()).isEqualTo(new Event.Span(null, new Cursor(new BsonInt32(2)), false));
    assertThat(page.error()).isNotNull();
    assertThat(page.error().documentId()).isEqualTo(new BsonInt32(3));
    assertThat(page.error().batch()).isEqualTo(1);
    assertThat(page.error().message()).startsWith("document {\"$numberInt\": \"3\"}: ");
    assertThat(seen()).containsExactly(0, 1, 2);
  }

  @Test
  void messageNamesClassAndReason() {
    assertThat(worker.loop(failingAt(0, Thrown.EXCEPTION)).page().error().message())
        .isEqualTo("document {\"$numberInt\": \"0\"}: IllegalStateException: no plan");
    assertThat(worker.loop(failingAt(0, Thrown.LINKAGE)).page().error().message())
        .contains("NoClassDefFoundError: com/example/Gone");
    assertThat(worker.loop(failingAt(0, Thrown.NULL)).page().error().message())
        .contains("migrateOne returned null");
  }

  @Test
  void cursorStaysWhenTheFirstDocumentFails() {
    // when
    PageLoop loop = worker.loop(failingAt(2, Thrown.EXCEPTION)).batchSize(2).run();

    // then
    assertThat(loop.pages()).hasSize(2);
    assertThat(loop.page(1).span().cursor()).isEqualTo(new Cursor(new BsonInt32(1)));
    assertThat(loop.page(1).counts()).isEqualTo(Counts.ZERO);
    assertThat(loop.page(1).span().done()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void skippedDocumentIsADeadLetterAndThePageGoesOn(Thrown thrown) {
    // when
    PageLoop loop = worker.loop(failingAt(3, thrown)).onError(OnError.SKIP).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 1, 0, 0));
    assertThat(loop.page(0).error()).isNull();
    assertThat(loop.page(0).span().done()).isTrue();
    DeadLetter letter = loop.deadLetters().get(0);
    assertThat(letter.documentId()).isEqualTo(new BsonInt32(3));
    assertThat(letter.batchId().batch()).isEqualTo(1);
    assertThat(letter.attempt()).isEqualTo(1);
    assertThat(letter.document()).isNull();
    assertThat(seen()).containsExactly(0, 1, 2, 4, 5);
  }

  @Test
  void deadLetterHoldsTheDocumentWhenThatIsWanted() {
    // when
    PageLoop loop =
        worker
            .loop(failingAt(3, Thrown.EXCEPTION))
            .onError(OnError.SKIP)
            .deadLetters(new DeadLetterPolicy(true))
            .run();

    // then
    assertThat(loop.deadLetters().get(0).document()).hasToString("{\"_id\":3,\"n\":3}");
  }

  @ParameterizedTest
  @CsvSource({
    "121, Document failed validation",
    "11000, E11000 duplicate key error",
    "17419, Resulting document after update is larger than 16777216"
  })
  void refusedWriteIsThatDocumentsFailure(int code, String message) {
    // given
    refuse(Operation.write("update").and(isAbout(3)), Refusal.error(code, message));
    KnownMigration known = Migrations.code("c", (document, context) -> Change.set("seen", true));

    // when
    PageLoop failing = worker.loop(known).run();

    // then
    assertThat(failing.counts()).isEqualTo(Counts.of(3, 0, 0, 0, 0, 0));
    assertThat(failing.page(0).error().message()).contains(message).contains("(" + code + ")");
    assertThat(failing.cursor()).isEqualTo(new Cursor(new BsonInt32(2)));
    assertThat(seen()).containsExactly(0, 1, 2);

    // when
    PageLoop skipping = worker.loop(known).onError(OnError.SKIP).run();

    // then
    assertThat(skipping.counts()).isEqualTo(Counts.of(2, 3, 0, 1, 0, 0));
    assertThat(skipping.deadLetters())
        .extracting(DeadLetter::documentId)
        .containsExactly(new BsonInt32(3));
    assertThat(seen()).containsExactly(0, 1, 2, 4, 5);
  }

  @Test
  void realUniqueIndexCostsOnlyTheDocumentThatBreaksIt() {
    // given
    worker
        .mongo()
        .database()
        .getCollection("c")
        .createIndex(new Document("key", 1), new IndexOptions().unique(true).sparse(true));
    KnownMigration known =
        Migrations.code(
            "c", (document, context) -> Change.set("key", Math.max(document.getInteger("n"), 2)));

    // when
    PageLoop loop = worker.loop(known).onError(OnError.SKIP).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(4, 0, 0, 2, 0, 0));
    assertThat(loop.deadLetters())
        .allSatisfy(letter -> assertThat(letter.error()).contains("E11000"));
  }

  @Test
  void resultThatIsTooLargeIsRefusedBeforeItIsSent() {
    // given
    String large = "x".repeat(17 << 20);
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) ->
                Change.set("text", document.get("_id").equals(1) ? large : "small"));

    // when
    PageLoop loop = worker.loop(known).onError(OnError.SKIP).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(5, 0, 0, 1, 0, 0));
    assertThat(loop.deadLetters().get(0).error()).contains("too large").contains("16777216");
  }

  @Test
  void largeDocumentTogetherWithItsReplacementIsTooLargeForAGuard() {
    // given
    worker.insert("c", new Document("_id", 7).append("text", "x".repeat(10 << 20)));
    KnownMigration known =
        Migrations.code(
            Migrations.on("c").filter(new Document("_id", 7)),
            (document, context) -> Change.replace(document.append("seen", true)));
    KnownMigration smaller =
        Migrations.code(
            Migrations.on("c").filter(new Document("_id", 7)),
            (document, context) -> Change.set("seen", true));

    // then
    assertThat(worker.loop(known).page().error().message())
        .contains("too large for a conditional write");
    assertThat(worker.loop(smaller).page().counts().updated()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"a.b.c", "list.x", "$set"})
  void changeThatMongoDbWouldRefuseIsThatDocumentsFailure(String path) {
    // given
    worker.insert("c", Document.parse("{_id: 8, a: {b: 1}, list: [1]}"));
    KnownMigration known =
        Migrations.code(
            Migrations.on("c").filter(new Document("_id", 8)),
            (document, context) -> Change.set(path, 1));

    // then
    assertThat(worker.loop(known).page().error().message()).contains("'" + path + "'");
  }

  @Test
  void valueWithoutCodecIsThatDocumentsFailure() {
    // given
    KnownMigration known =
        Migrations.code("c", (document, context) -> Change.set("thread", new Thread()));

    // then
    assertThat(worker.loop(known).page().error().message())
        .contains("CodecConfigurationException")
        .contains("java.lang.Thread");
  }

  @Test
  void anotherIdIsThatDocumentsFailure() {
    // given
    KnownMigration known =
        Migrations.code(
            "c", (document, context) -> Change.replace(new Document("_id", 99).append("n", 1)));

    // then
    assertThat(worker.loop(known).page().error().message()).contains("another _id");
  }

  @Test
  void failedBeforePageFailsThePage() {
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
                throw new IllegalStateException("the exchange rates are missing");
              }

              @Override
              public Change migrateOne(Document document, MigrationContext context) {
                return Change.none();
              }
            });

    // then
    assertThat(worker.loop(known).attempt())
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.PAGE);
              assertThat(failed.message()).contains("beforePage").contains("exchange rates");
            });
  }

  @Test
  void readingThatTakesTooLongFailsThePage() {
    // given
    refuse(Operation.command("find"), Refusal.error(50, "operation exceeded time limit"));

    // then
    assertThat(worker.loop(failingAt(99, Thrown.NULL)).attempt())
        .isInstanceOfSatisfying(
            Event.Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PAGE));
  }

  @Test
  void missingRightsArePermanentAndTheMessageHoldsNoDocument() {
    // given
    refuse(
        Operation.command("update"),
        Refusal.error(
            13, "not authorized on shop to execute command { update: \"c\", updates: [ {secret"));
    KnownMigration known = Migrations.code("c", (document, context) -> Change.set("seen", true));

    // then
    assertThat(worker.loop(known).attempt())
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.PERMANENT);
              assertThat(failed.message())
                  .contains("not authorized on shop")
                  .doesNotContain("secret");
            });
  }

  @Test
  void manySkippedDocumentsAreAllTold() {
    // given
    for (int i = 10; i < 300; i++) {
      worker.insert("c", new Document("_id", i).append("n", i));
    }
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              if (document.getInteger("n") % 2 == 0) {
                throw new IllegalArgumentException("even");
              }
              return Change.set("seen", true);
            });

    // when
    PageLoop loop = worker.loop(known).onError(OnError.SKIP).batchSize(50).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(148, 0, 0, 148, 0, 0));
    assertThat(loop.deadLetters()).hasSize(148);
  }

  private static void refuse(Predicate<Operation> which, Refusal refusal) {
    worker.mongo().embedded().refuse(RefusalHook.each(which, refusal));
  }

  private static Predicate<Operation> isAbout(int id) {
    return operation ->
        operation.body().getDocument("q").getDocument("_id").get("$eq").equals(new BsonInt32(id));
  }

  private static List<Object> seen() {
    return worker.all("c").stream()
        .filter(document -> document.containsKey("seen"))
        .map(document -> document.get("_id"))
        .toList();
  }
}
