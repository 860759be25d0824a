package dev.godwit.local.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import dev.godwit.migration.Parameter;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.Random.class)
class GodwitExtensionIT {

  private static final String DECLARED =
      """
      name: 20261124-plan-enum
      collection: teams
      filter: { plan: { $exists: false } }
      update:
        - $set: { plan: { $cond: [$isPro, pro, basic] } }
        - $unset: isPro
      """;

  @RegisterExtension static final GodwitExtension GODWIT = new GodwitExtension();

  @Test
  void handsBackTheDocumentsAndTheState() {
    // when
    MigrationResult result =
        GODWIT
            .migrate(new SetPlan("basic"))
            .documents(team(2).append("plan", "pro"), team(1))
            .run();

    // then
    assertThat(result.documents())
        .containsExactly(team(1).append("plan", "basic"), team(2).append("plan", "pro"));
    assertThat(result.counts().updated()).isEqualTo(1);
    assertThat(result.counts().unchanged()).isEqualTo(1);
    assertThat(result.state().status()).isEqualTo(Status.COMPLETED);
    assertThat(result.database().getCollection("teams").countDocuments()).isEqualTo(2);
  }

  @Test
  void everyRunBeginsAnewWithItsOwnDocuments() {
    GODWIT.migrate(new SetPlan("basic")).documents(team(1)).run();

    MigrationResult second = GODWIT.migrate(new SetPlan("other")).documents(team(7)).run();

    assertThat(second.documents()).containsExactly(team(7).append("plan", "other"));
    assertThat(second.counts().processed()).isEqualTo(1);
  }

  @Test
  void runsPageByPage() {
    MigrationResult result =
        GODWIT
            .migrate(new SetPlan("basic"))
            .documents(IntStream.range(0, 10).mapToObj(GodwitExtensionIT::team).toList())
            .batchSize(3)
            .run();

    assertThat(result.documents()).allMatch(team -> "basic".equals(team.get("plan")));
    assertThat(result.state().progress().segments().get(0).batch()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void acceptsACollectionWithoutDocuments() {
    assertThat(GODWIT.migrate(new SetPlan("basic")).run().counts().processed()).isZero();
  }

  @Test
  void runsDeclarativeOnesFromTextAndFromAFile(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("plan.yaml"), DECLARED);
    Document pro = team(1).append("isPro", true);

    assertThat(GODWIT.migrateDeclared(DECLARED).documents(pro).run().documents())
        .containsExactly(team(1).append("plan", "pro"));
    assertThat(GODWIT.migrate(file).documents(team(2)).run().documents())
        .containsExactly(team(2).append("plan", "basic"));
  }

  @Test
  void givesParametersAndOtherCollections() {
    MigrationResult result =
        GODWIT
            .migrate(new PlanOfOwner())
            .documents(team(1).append("owner", "ann"), team(2).append("owner", "bob"))
            .collection("owners", new Document("_id", "ann").append("plan", "pro"))
            .param("otherwise", "free")
            .run();

    assertThat(result.documents())
        .extracting(team -> team.get("plan"))
        .containsExactly("pro", "free");
    assertThat(result.documents("seen")).extracting(seen -> seen.get("_id")).containsExactly(1, 2);
  }

  @Test
  void failsWithTheErrorOfTheRun() {
    assertThatThrownBy(
            () -> GODWIT.migrate(new FailsOn(2)).documents(team(1), team(2), team(3)).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("'20261124-fails' to complete, but it is failed")
        .hasMessageContaining("no plan for 2");
  }

  @Test
  void handsBackWhatIsThereWhenAFailureIsExpected() {
    MigrationResult result =
        GODWIT
            .migrate(new FailsOn(2))
            .documents(team(1), team(2), team(3))
            .batchSize(1)
            .runExpectingFailure();

    assertThat(result.state().status()).isEqualTo(Status.FAILED);
    assertThat(result.documents())
        .containsExactly(team(1).append("plan", "basic"), team(2), team(3));
  }

  @Test
  void skipsDocumentsThatFailWhenToldTo() {
    MigrationResult result =
        GODWIT
            .migrate(new FailsOn(2))
            .documents(team(1), team(2), team(3))
            .onError(OnError.SKIP)
            .runExpectingFailure();

    assertThat(result.state().status()).isEqualTo(Status.COMPLETED_WITH_FAILURES);
    assertThat(result.counts().updated()).isEqualTo(2);
    assertThat(result.counts().failed()).isEqualTo(1);
  }

  @Test
  void failsWhenAnExpectedFailureDoesNotCome() {
    assertThatThrownBy(
            () -> GODWIT.migrate(new FailsOn(2)).documents(team(1)).runExpectingFailure())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not to complete, but it did");
  }

  @Test
  void failsWithTheReasonOfARefusal() {
    assertThatThrownBy(() -> GODWIT.migrate(new SetPlan("basic")).param("plam", "pro").run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("refused")
        .hasMessageContaining("plam");
  }

  @Test
  void aDryRunShowsWhatWouldBecomeOfThem() {
    DryRunReport report =
        GODWIT.migrate(new SetPlan("basic")).documents(team(1), team(2)).batchSize(1).dryRun();

    assertThat(report.counts().updated()).isEqualTo(1);
    assertThat(report.done()).isFalse();
    assertThat(report.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.before().has("plan")).isFalse();
              assertThat(change.after()).isNotNull();
              assertThat(String.valueOf(change.after())).contains("\"plan\":\"basic\"");
            });
  }

  @Nested
  class InANestedClass {

    @Test
    void itWorksAsWell() {
      assertThat(GODWIT.migrate(new SetPlan("basic")).documents(team(1)).run().documents())
          .containsExactly(team(1).append("plan", "basic"));
    }
  }

  private static Document team(int id) {
    return new Document("_id", id);
  }

  private record SetPlan(String plan) implements Migration {

    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named("20261124-set-plan").on("teams").build();
    }

    @Override
    public Change migrateOne(Document team, MigrationContext context) {
      return team.containsKey("plan") ? Change.none() : Change.set("plan", plan);
    }
  }

  private record FailsOn(int id) implements Migration {

    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named("20261124-fails").on("teams").build();
    }

    @Override
    public Change migrateOne(Document team, MigrationContext context) {
      if (team.getInteger("_id") == id) {
        throw new IllegalStateException("no plan for " + id);
      }
      return Change.set("plan", "basic");
    }
  }

  private record PlanOfOwner() implements Migration {

    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named("20261124-plan-of-owner")
          .on("teams")
          .parameters(Parameter.string("otherwise").asRequired())
          .build();
    }

    @Override
    public Change migrateOne(Document team, MigrationContext context) {
      Object plan =
          context
              .collection("owners")
              .findById(team.get("owner"))
              .map(owner -> owner.get("plan"))
              .orElseGet(() -> context.requiredParameter("otherwise", String.class));
      context.upsert("seen", team.get("_id"), new Document());
      return Change.set("plan", plan);
    }
  }
}
