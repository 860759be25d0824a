package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Change;
import dev.godwit.migration.Parameter;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.worker.catalog.KnownMigration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values that a migration takes from the command. */
class ParametersIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  @BeforeEach
  void oneDocument() {
    worker.insert("c", new Document("_id", 1));
  }

  private static KnownMigration with(Migrations.Code code, Parameter... parameters) {
    return Migrations.code(Migrations.on("c").parameters(parameters), code);
  }

  @Test
  void valuesHaveTheirTypes() {
    // given
    KnownMigration known =
        with(
            (document, context) ->
                Change.set("plan", context.requiredParameter("plan", String.class))
                    .andSet("seats", context.requiredParameter("seats", Long.class) + 1)
                    .andSet("ratio", context.requiredParameter("ratio", Number.class).doubleValue())
                    .andSet("flag", context.requiredParameter("flag", Boolean.class))
                    .andSet("at", context.requiredParameter("at", Instant.class))
                    .andSet("none", context.parameter("none", String.class).isPresent()),
            Parameter.string("plan").asRequired(),
            Parameter.integer("seats").withDefault(4),
            Parameter.number("ratio"),
            Parameter.bool("flag"),
            Parameter.instant("at"),
            Parameter.string("none"));

    // when
    worker
        .loop(known)
        .params(Map.of("plan", "pro", "ratio", 0.5, "flag", true, "at", "2026-11-24T12:00:00Z"))
        .run();

    // then
    assertThat(worker.one("c", 1))
        .containsEntry("plan", "pro")
        .containsEntry("seats", 5L)
        .containsEntry("ratio", 0.5)
        .containsEntry("flag", true)
        .containsEntry("at", Date.from(Instant.parse("2026-11-24T12:00:00Z")))
        .containsEntry("none", false);
  }

  @Test
  void secretIsResolvedByTheWorker() {
    // given
    KnownMigration known =
        with(
            (document, context) ->
                Change.set("length", context.requiredParameter("key", String.class).length()),
            Parameter.string("key").asSecret());

    // when
    worker
        .loop(known)
        .params(Map.of("key", Map.of("secret", "env:API_KEY")))
        .secrets(reference -> reference.equals("env:API_KEY") ? "12345" : "")
        .run();

    // then
    assertThat(worker.one("c", 1)).containsEntry("length", 5);
  }

  @Test
  void secretThatCannotBeHadIsPermanent() {
    // given
    KnownMigration known =
        with((document, context) -> Change.none(), Parameter.string("key").asSecret());

    // when
    Event event =
        worker
            .loop(known)
            .params(Map.of("key", Map.of("secret", "env:API_KEY")))
            .secrets(
                reference -> {
                  throw new IllegalArgumentException(
                      "params.key: this worker does not allow env:API_KEY");
                })
            .attempt();

    // then
    assertThat(event)
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.PERMANENT);
              assertThat(failed.message()).contains("does not allow env:API_KEY");
            });
  }

  @Test
  void wrongTypeIsNamed() {
    // given
    KnownMigration known =
        with(
            (document, context) ->
                Change.set("n", context.requiredParameter("seats", Integer.class)),
            Parameter.integer("seats").withDefault(4));

    // then
    assertThat(worker.loop(known).page().error().message())
        .contains("parameter 'seats' has the type integer: ask for it as Long, not as Integer");
  }
}
