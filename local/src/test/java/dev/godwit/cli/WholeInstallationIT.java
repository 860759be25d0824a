package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.godwit.local.LocalGodwit;
import dev.godwit.local.LocalKafka;
import dev.godwit.local.LocalMongo;
import dev.godwit.local.LocalOptions;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands against a real coordinator and real workers. */
class WholeInstallationIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final int TEAMS = 45;

  private static final String NAME = "20261124-set-default-plan";
  private static final Gated PLAIN = Gated.never(NAME);
  private static final Gated AGAIN = Gated.never("again");
  private static final Gated PAUSED = Gated.before("paused", 15);
  private static final Gated CANCELED = Gated.before("canceled", 15);
  private static final Gated DROPPED = Gated.never("dropped");
  private static final Gated FIRST = Gated.never("first");
  private static final Gated SECOND = Gated.never("second");
  private static final Gated THIRD = Gated.never("third");
  private static final Gated ONE_BATCH = Gated.never("one-batch");
  private static final Gated CURSOR = Gated.never("cursor");
  private static final Gated TRIED = Gated.never("tried");

  private static final List<Gated> ALL =
      List.of(
          PLAIN, AGAIN, PAUSED, CANCELED, DROPPED, FIRST, SECOND, THIRD, ONE_BATCH, CURSOR, TRIED);

  private static MongoCollection<Document> teams;
  private static LocalGodwit godwit;
  private static RealCli cli;

  @BeforeAll
  static void start() throws InterruptedException {
    teams = MONGO.database().getCollection("teams");
    teams.insertMany(
        IntStream.range(0, TEAMS).mapToObj(i -> new Document("_id", i).append("n", i)).toList());
    String prefix = KAFKA.uniquePrefix();
    godwit =
        LocalGodwit.started(
            LocalOptions.embedded()
                .with(LocalKafka.at(KAFKA.bootstrapServers()))
                .with(LocalMongo.at(MONGO.connectionString()))
                .with(new LocalWorkers(1, null, ALL))
                .withVariables(
                    Map.of(
                        "GODWIT_TOPIC_PREFIX", prefix,
                        "GODWIT_TASK_PARTITIONS", "4",
                        "GODWIT_REPLICATION_FACTOR", "1")));
    cli = new RealCli(KAFKA.bootstrapServers(), prefix);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(cli.run("list", "--json").out().lines()).hasSize(ALL.size()));
  }

  @AfterAll
  static void stop() {
    if (godwit != null) {
      godwit.close();
    }
  }

  private State state(String name) {
    return Json.read(cli.run("status", name, "--json").out(), State.class);
  }

  private long migrated(String name) {
    return teams.countDocuments(Filters.exists(name));
  }

  @Test
  void startWaitsUntilEveryDocumentIsDone() throws Exception {
    // when
    RealCli.Ended ended = cli.run("start", NAME, "--wait", "--by", "alice", "--param", "plan=007");

    // then
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .startsWith(NAME + ": run 1 begins\n")
        .containsPattern("\n" + NAME + ": completed, 45 documents in .* 45 updated\n$");
    assertThat(teams.find()).allSatisfy(team -> assertThat(team.getString(NAME)).isEqualTo("007"));
    assertThat(state(NAME).context().starter().startedBy()).isEqualTo("alice");
    assertThat(cli.run("list").out())
        .containsPattern(
            NAME
                + " +completed +100 % +45 +[-0-9]{10} [:0-9]{8} +[.0-9]+ m?s +alice \\(claimed\\) +teams");
    assertThat(cli.run("status", NAME).out())
        .contains("about       every team has a plan", "45 of about 45 documents");
  }

  @Test
  void startOfWhatIsCompletedEndsWellAndChangesNothing() throws Exception {
    // given
    cli.run("start", "again", "--wait");

    // when
    RealCli.Ended again = cli.run("start", "again", "--wait");
    RealCli.Ended reset = cli.run("start", "again", "--reset", "--wait");

    // then
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("no change: it is completed");
    assertThat(reset.exitCode()).isZero();
    assertThat(reset.out()).contains("run 2 begins", "45 unchanged");
    await()
        .untilAsserted(
            () -> assertThat(cli.run("history", "again", "--json").out().lines()).hasSize(2));
    assertThat(cli.run("history", "again").out().lines().toList())
        .hasSize(3)
        .satisfies(
            lines -> {
              assertThat(lines.get(1)).startsWith("  2  completed").contains("45 unchanged");
              assertThat(lines.get(2)).startsWith("  1  completed").contains("45 updated");
            });
  }

  @Test
  void pausedAndResumedItIsWaitedForToItsEnd() throws Exception {
    // given
    CompletableFuture<RealCli.Ended> waits =
        CompletableFuture.supplyAsync(() -> cli.run("start", "paused", "--wait"));
    PAUSED.awaitReached();

    // when
    RealCli.Ended paused = cli.run("pause", "paused");
    RealCli.Ended stopped = waits.get();
    PAUSED.open();
    RealCli.Ended resumed = cli.run("resume", "paused", "--wait");

    // then
    assertThat(paused.out())
        .startsWith("paused: paused once the batch under way has landed, 10 of");
    assertThat(stopped.exitCode()).isEqualTo(1);
    assertThat(stopped.err())
        .contains("paused: paused, 10 documents")
        .contains("'godwit resume paused'");
    assertThat(resumed.exitCode()).isZero();
    assertThat(migrated("paused")).isEqualTo(TEAMS);
    assertThat(state("paused").progress().counts().processed()).isEqualTo(TEAMS);
  }

  @Test
  void canceledAndClearedItIsPendingAgain() throws Exception {
    // given
    cli.run("start", "canceled", "--next", "dropped");
    CANCELED.awaitReached();

    // when
    RealCli.Ended clearedTooEarly = cli.run("clear", "canceled");
    RealCli.Ended canceled = cli.run("cancel", "canceled");
    CANCELED.open();
    RealCli.Ended cleared = cli.run("clear", "canceled");

    // then
    assertThat(clearedTooEarly.exitCode()).isEqualTo(1);
    assertThat(clearedTooEarly.err())
        .isEqualTo("refused: 'canceled' is running; pause or cancel it first\n");
    assertThat(canceled.out()).contains("not followed by dropped");
    assertThat(cleared.exitCode()).isZero();
    assertThat(state("canceled").status()).isEqualTo(Status.PENDING);
    assertThat(state("dropped").status()).isEqualTo(Status.PENDING);
  }

  @Test
  void seriesIsWaitedForAndStopsAtTheOneThatFails() throws Exception {
    // given
    SECOND.poison(27);

    // when
    RealCli.Ended failed = cli.run("series", "first", "second", "third", "--wait");
    SECOND.poison(-1);
    RealCli.Ended mended = cli.run("start", "second", "--wait");

    // then
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).contains("first: completed, 45 documents");
    assertThat(failed.err())
        .contains("second: failed, 27 documents", "team 27 is poisonous", "not started yet: third")
        .contains("'godwit start second' goes on from there");
    assertThat(mended.exitCode()).isZero();
    assertThat(mended.out())
        .containsPattern("(?s)second: completed, 45 documents .*third: completed, 45 documents");
    assertThat(migrated("third")).isEqualTo(TEAMS);
  }

  @Test
  void oneBatchOnlyIsDoneAfterOneBatch() throws Exception {
    // when
    RealCli.Ended ended =
        cli.run("start", "one-batch", "--one-batch-only", "--wait", "--batch-size", "7");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(migrated("one-batch")).isEqualTo(7);
  }

  @Test
  void cursorBeginsAfterThatDocument() throws Exception {
    // when
    RealCli.Ended ended = cli.run("start", "cursor", "--cursor", "39", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(migrated("cursor")).isEqualTo(5);
  }

  @Test
  void dryRunShowsWhatWouldBecomeOfTheDocumentsAndChangesNothing() throws Exception {
    // given
    TRIED.poison(3);
    State before = state("tried");

    // when
    RealCli.Ended tried =
        cli.run(
            "dry-run", "tried", "--on-error", "skip", "--batch-size", "12", "--param", "plan=pro");
    RealCli.Ended json = cli.run("dry-run", "tried", "--json", "--on-error", "skip");

    // then
    assertThat(tried.err()).isEmpty();
    assertThat(tried.exitCode()).isZero();
    assertThat(tried.out())
        .contains("  11 updated, 1 failed\n")
        .contains("Would fail:\n  3: ")
        .contains("Would change (10 of 11):\n\n    _id: 0\n")
        .contains("  + tried: \"pro\"\n");
    assertThat(Json.read(json.out(), Reply.class).dryRun()).isNotNull();
    assertThat(state("tried")).isEqualTo(before);
    assertThat(migrated("tried")).isZero();
  }

  @Test
  void unknownNamesAreAnsweredWithTheOneThatWasMeant() throws Exception {
    // when
    RealCli.Ended start = cli.run("start", "20261124-set-defualt-plan", "--wait");
    RealCli.Ended status = cli.run("status", "20261124-set-defualt-plan");

    // then
    assertThat(start.exitCode()).isEqualTo(1);
    assertThat(start.err()).contains("did you mean '20261124-set-default-plan'?");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.err()).contains("did you mean '20261124-set-default-plan'?");
  }

  @Test
  void cancelAllIsAnsweredWithoutAName() {
    // when
    RealCli.Ended ended = cli.run("cancel-all", "--json");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(Json.read(ended.out(), Reply.class).migration()).isNull();
  }

  @Test
  void whatNeverRanHasNothingToBeTriedAgain() {
    // when
    RealCli.Ended ended = cli.run("retry-failed", "tried");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).startsWith("refused: ").contains("nothing ran, so nothing failed");
  }
}
