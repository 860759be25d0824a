package dev.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ConnectionDescription;
import com.mongodb.connection.ServerId;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import dev.godwit.boot.Environment;
import dev.godwit.boot.ProgramMeters;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.BatchWork;
import dev.godwit.worker.batch.DeadLetterPolicy;
import dev.godwit.worker.batch.Pace;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.batch.WorkResult;
import dev.godwit.worker.catalog.MigrationCatalog;
import dev.godwit.worker.mongo.MongoConnection;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.mongodb.MongoMetricsCommandListener;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the meters of a worker cost, beside a page of the usual size in the same run. The server is
 * in the process, which makes the share larger than it is elsewhere.
 */
class MetersOverheadIT {

  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final int PAGE = 1_000;
  private static final int PAGES = 5;
  private static final int REPEATS = 5_000;

  /** Of so many rounds the best one counts, because other work may be in the way of others. */
  private static final int ROUNDS = 8;

  private static final TaskWork.Signs NO_SIGNS = documents -> {};

  private final PrometheusMeterRegistry registry =
      ProgramMeters.registry(
          "worker",
          Worker.class,
          Environment.of(
              Map.of(
                  "GODWIT_KAFKA_BOOTSTRAP_SERVERS", "nowhere:9092",
                  "GODWIT_MONGODB_URI", "mongodb://nowhere/test",
                  "GODWIT_ENVIRONMENT", "prod"),
              WorkerSettings.ALL));
  private final WorkerMetrics metrics =
      new WorkerMetrics(registry, 1, reason -> {}, Clock.systemUTC());

  @Test
  void metersTakeLessThanAHundredthOfABatch() throws Exception {
    // given
    MONGO
        .database()
        .getCollection("teams")
        .insertMany(
            IntStream.range(0, PAGE * PAGES * ROUNDS)
                .mapToObj(i -> new Document("_id", i).append("name", "team " + i))
                .toList());
    try (MigrationCatalog catalog = MigrationCatalog.load(null, List.of(new Plan()));
        MongoConnection mongo = MongoConnection.open(MONGO.connectionString(), null, 1, registry)) {
      TaskWork work =
          new BatchWork(
              catalog, mongo, reference -> "", "w", new DeadLetterPolicy(false), Pace.real());
      Pages pages = new Pages(metrics.measured(work), revision(catalog));

      // when
      double commandsBefore = commands();
      double ofBatch = nanosOfEach(PAGES, pages::next);
      double commands = (commands() - commandsBefore) / PAGES / ROUNDS;
      double ofMeters = nanosOfMeters(pages.last()) + commands * nanosOfCommand();

      // then
      System.out.printf(
          "Meters of a batch: %.1f µs, %.3f %% of the %.1f ms of a page of %d documents (%.1f"
              + " commands)%n",
          ofMeters / 1e3, 100 * ofMeters / ofBatch, ofBatch / 1e6, PAGE, commands);
      assertThat(commands).isBetween(2.0, 10.0);
      assertThat(ofMeters).isPositive().isLessThan(ofBatch / 100);
    }
  }

  /** Of everything that is counted and timed when a page ends, less the call itself. */
  private double nanosOfMeters(WorkResult result) throws Exception {
    Task task = Pages.task(Range.ALL, 1, new Revision(1, "sha256:0"));
    TaskWork done = (any, signs) -> result;
    TaskWork measured = metrics.measured(done);
    return nanosOfEach(REPEATS, () -> measured.perform(task, NO_SIGNS))
        - nanosOfEach(REPEATS, () -> done.perform(task, NO_SIGNS));
  }

  /** Of what the driver tells about a command. */
  private double nanosOfCommand() throws Exception {
    var listener = new MongoMetricsCommandListener(registry);
    var server = new ServerId(new ClusterId(), new ServerAddress("nowhere"));
    var connection = new ConnectionDescription(server);
    BsonDocument command = BsonDocument.parse("{update: 'teams'}");
    var begun = new CommandStartedEvent(null, 1, 1, connection, "test", "update", command);
    var ended = new CommandSucceededEvent(null, 1, 1, connection, "test", "update", command, 1_000);
    return nanosOfEach(
        REPEATS,
        () -> {
          listener.commandStarted(begun);
          listener.commandSucceeded(ended);
          return ended;
        });
  }

  private static double nanosOfEach(int repeats, Callable<?> call) throws Exception {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      for (int i = 0; i < repeats; i++) {
        call.call();
      }
      best = Math.min(best, (System.nanoTime() - begun) / (double) repeats);
    }
    return best;
  }

  private double commands() {
    return registry.find("mongodb.driver.commands").timers().stream().mapToLong(Timer::count).sum();
  }

  private static Revision revision(MigrationCatalog catalog) {
    return catalog.all().iterator().next().definition().revision();
  }

  /** A migration as most are. */
  private static final class Plan implements Migration {

    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named("plan").on("teams").build();
    }

    @Override
    public Change migrateOne(Document team, MigrationContext context) {
      return Change.set("plan", "basic");
    }
  }

  /** One page after the other. */
  private static final class Pages {

    private final TaskWork work;
    private final Revision revision;
    private Range range = Range.ALL;
    private @Nullable WorkResult last;
    private long number;

    Pages(TaskWork work, Revision revision) {
      this.work = work;
      this.revision = revision;
    }

    WorkResult next() throws InterruptedException {
      WorkResult result = work.perform(task(range, ++number, revision), NO_SIGNS);
      assertThat(result.event()).isInstanceOf(Event.Completed.class);
      Event.Completed page = (Event.Completed) Objects.requireNonNull(result.event());
      assertThat(page.counts().updated()).isEqualTo(PAGE);
      range = range.after(page.span().cursor());
      last = result;
      return result;
    }

    WorkResult last() {
      return Objects.requireNonNull(last);
    }

    static Task task(Range range, long number, Revision revision) {
      return new Task(
          Task.Kind.BATCH,
          new BatchId("plan", 1, 0, number),
          1,
          revision,
          new Page(range, PAGE, OnError.FAIL, Map.of()),
          null,
          Instant.now());
    }
  }
}
