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
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is no longer the primary says nothing about a document, whatever onError says. */
class NotPrimaryIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  private static final Refusal NOT_PRIMARY = Refusal.error(10107, "not primary");

  private static final KnownMigration IN_CODE =
      Migrations.code(
          Migrations.on("c").versionField("v", 1),
          (document, context) -> Change.set("n", document.getInteger("n") + 100));

  private static final KnownMigration DECLARED =
      Migrations.declared(Migrations.on("c").versionField("v", 1), "{$inc: {n: 100}}");

  @BeforeEach
  void sixDocuments() {
    worker.insertNumbered("c", 6);
  }

  @ParameterizedTest
  @EnumSource
  void writeThatIsRefusedInTheMiddleIsTriedAgain(OnError onError) {
    // given
    worker.mongo().embedded().refuse(RefusalHook.nth(3, Operation.write("update"), NOT_PRIMARY));

    // when
    PageLoop loop = worker.loop(IN_CODE).onError(onError).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertThat(loop.deadLetters()).isEmpty();
    assertMigratedOnce();
  }

  @ParameterizedTest
  @EnumSource
  void declaredUpdateThatIsRefusedIsTriedAgain(OnError onError) {
    // given
    worker.mongo().embedded().refuse(RefusalHook.nth(1, Operation.write("update"), NOT_PRIMARY));

    // when
    PageLoop loop = worker.loop(DECLARED).onError(onError).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(6, 0, 0, 0, 0, 0));
    assertThat(loop.deadLetters()).isEmpty();
    assertMigratedOnce();
  }

  @ParameterizedTest
  @EnumSource
  void serverThatStaysSecondaryIsAnOutageAndNobodysDeadLetter(OnError onError) {
    for (KnownMigration known : List.of(IN_CODE, DECLARED)) {
      // given
      worker.mongo().embedded().refuse(RefusalHook.each(Operation.write("update"), NOT_PRIMARY));
      PageLoop loop = worker.loop(known).onError(onError);

      // when
      Event event = loop.attempt();

      // then
      assertThat(event)
          .isInstanceOfSatisfying(
              Event.Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(FailureKind.OUTAGE);
                assertThat(failed.message()).contains("not primary").contains("10107");
              });
      assertThat(loop.deadLetters()).isEmpty();
      assertThat(worker.one("c", 0)).isEqualTo(new Document("_id", 0).append("n", 0));
    }
  }

  private static void assertMigratedOnce() {
    assertThat(worker.all("c"))
        .hasSize(6)
        .allSatisfy(
            document ->
                assertThat(document)
                    .containsEntry("n", document.getInteger("_id") + 100)
                    .containsEntry("v", 1));
  }
}
