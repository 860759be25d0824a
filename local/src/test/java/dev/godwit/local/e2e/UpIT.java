package dev.godwit.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.RealCli;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.Status;
import dev.godwit.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the Job of a deploy does: {@code godwit up --migrations DIR --wait}. */
class UpIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final int DOCUMENTS = 10;

  @TempDir private Path folder;

  @BeforeEach
  void fill() {
    MONGO.database().getCollection("things").drop();
    MONGO
        .database()
        .getCollection("things")
        .insertMany(IntStream.range(0, DOCUMENTS).mapToObj(i -> new Document("_id", i)).toList());
  }

  @Test
  void aFreshEnvironmentWhoseWorkersComeLateIsBroughtUpAndThenNothingIsLeftToDo() throws Exception {
    // given
    declare("1-plan", "plan");
    declare("2-seats", "seats");
    try (Scenario scenario = Scenario.of(KAFKA, MONGO, new LocalWorkers(0, null, List.of()))) {
      CompletableFuture<RealCli.Ended> job = CompletableFuture.supplyAsync(() -> up(scenario));
      // Its answer is owed, and nothing else is answered out of turn.
      assertThat(scenario.send("{'command':'up'}").message()).contains("no migration is known");
      assertThat(job).isNotDone();

      // when
      try (Worker late = worker(scenario)) {
        RealCli.Ended ended = job.get();

        // then
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
            .containsSubsequence("1-plan: completed, 10 doc", "2-seats: completed, 10 doc");
        assertThat(migrated("plan")).isEqualTo(DOCUMENTS);
        assertThat(migrated("seats")).isEqualTo(DOCUMENTS);
        assertThat(scenario.state("2-seats").context().starter().startedBy()).isEqualTo("deploy");

        // when
        RealCli.Ended again = up(scenario);

        // then
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).isEqualTo("nothing to do: all 2 are completed\n");
      }
    }
  }

  @Test
  void twoAtOnceFinishAPartialEnvironmentTogether() throws Exception {
    // given
    Steps second = Steps.of("b", "things", 4).heldBefore(5);
    List<Steps> known = List.of(Steps.of("a", "things", 4), second, Steps.of("c", "things", 4));
    try (Scenario scenario = Scenario.of(KAFKA, MONGO, new LocalWorkers(1, null, known))) {
      scenario.start("a");
      scenario.awaitStatus("a", Status.COMPLETED);

      // when
      CompletableFuture<RealCli.Ended> one =
          CompletableFuture.supplyAsync(() -> up(scenario, "--name", "a,b,c"));
      CompletableFuture<RealCli.Ended> other =
          CompletableFuture.supplyAsync(() -> up(scenario, "--name", "b"));
      second.awaitReached(5);
      second.open(5);

      // then
      assertThat(one.get().exitCode()).as(one.get().err()).isZero();
      assertThat(other.get().exitCode()).as(other.get().err()).isZero();
      for (Steps steps : known) {
        assertThat(scenario.state(steps.spec().name()).run()).isEqualTo(1);
        assertThat(steps.visits().values()).containsOnly(1).hasSize(DOCUMENTS);
      }
    }
  }

  @Test
  void oneThatFailsEndsWithOneAndTheNextAttemptGoesOnThere() throws Exception {
    // given
    Steps failing = Steps.of("a", "things", 4).failingAt(7);
    Steps next = Steps.of("b", "things", 4);
    try (Scenario scenario =
        Scenario.of(KAFKA, MONGO, new LocalWorkers(1, null, List.of(failing, next)))) {
      // when
      RealCli.Ended ended = up(scenario);

      // then
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.err())
          .containsSubsequence("a: failed, 7 documents", "document 7 is poisonous", "b: pending");
      assertThat(next.visits()).isEmpty();

      // when
      failing.mend();
      RealCli.Ended again = up(scenario);

      // then
      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(failing.visits().values()).containsOnly(1).hasSize(DOCUMENTS);
      assertThat(next.visits()).hasSize(DOCUMENTS);
    }
  }

  @Test
  void whatHasChangedSinceItWasCompletedIsRefusedUnlessAllowed() throws Exception {
    // given
    declare("1-plan", "plan");
    try (Scenario scenario = Scenario.of(KAFKA, MONGO, new LocalWorkers(0, null, List.of()))) {
      try (Worker before = worker(scenario)) {
        assertThat(up(scenario).exitCode()).isZero();
      }
      declare("1-plan", "tariff");
      declare("2-seats", "seats");

      // when
      try (Worker after = worker(scenario)) {
        scenario.awaitState("1-plan", state -> state.announced() != null);
        RealCli.Ended refused = up(scenario);

        // then
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("changed since completed: 1-plan");
        assertThat(migrated("seats")).isZero();

        // when
        RealCli.Ended allowed = up(scenario, "--allow-changed");

        // then
        assertThat(allowed.exitCode()).as(allowed.err()).isZero();
        assertThat(migrated("seats")).isEqualTo(DOCUMENTS);
        assertThat(migrated("tariff")).isZero();
      }
    }
  }

  private Worker worker(Scenario scenario) throws InterruptedException {
    return scenario
        .godwit()
        .startWorker(new LocalWorkers(1, folder, List.of()), MONGO.connectionString());
  }

  private RealCli.Ended up(Scenario scenario, String... more) {
    List<String> args = new ArrayList<>(List.of("up", "--wait", "--by", "deploy"));
    args.addAll(List.of("--migrations", folder.toString()));
    args.addAll(List.of(more));
    return new RealCli(KAFKA.bootstrapServers(), scenario.topics().prefix())
        .run(args.toArray(String[]::new));
  }

  private void declare(String name, String field) throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        name: %s
        collection: things
        update: { $set: { %s: 1 } }
        """
            .formatted(name, field));
  }

  private static long migrated(String field) {
    return MONGO.database().getCollection("things").countDocuments(new Document(field, 1));
  }
}
