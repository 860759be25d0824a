package dev.godwit.worker.mongo;

import static com.mongodb.MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL;
import static com.mongodb.MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL;
import static dev.godwit.worker.mongo.ScriptedDriver.labelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterType;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.BatchWork;
import dev.godwit.worker.batch.DeadLetterPolicy;
import dev.godwit.worker.batch.Pace;
import dev.godwit.worker.catalog.Catalog;
import dev.godwit.worker.catalog.KnownMigration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the driver is asked for a page in a transaction, and in which order. */
class TransactionCallsTest {

  private static final String START = "startTransaction read snapshot primary, write majority";
  private static final String MARKER = "find godwit.markers in session";
  private static final String READ = "find c in session";
  private static final String WRITE = "bulkWrite c in session";
  private static final String MARK = "bulkWrite godwit.markers in session";

  private final ScriptedDriver driver = new ScriptedDriver();
  private final List<Duration> pauses = new ArrayList<>();

  @BeforeEach
  void documents() {
    driver.documents.put("c", List.of("{_id: 1}", "{_id: 2}"));
  }

  private Event perform() throws InterruptedException {
    MigrationSpec spec = MigrationSpec.named("m").on("c").transaction().build();
    Definition definition =
        new Definition("m", "", "c", new Revision(1, ""), Defaults.STANDARD, List.of());
    KnownMigration known =
        new KnownMigration.Declared(definition, spec, BsonDocument.parse("{$inc: {n: 1}}"));
    Catalog catalog =
        new Catalog() {
          @Override
          public Optional<KnownMigration> find(String name) {
            return Optional.of(known);
          }

          @Override
          public Collection<KnownMigration> all() {
            return List.of(known);
          }
        };
    Task task =
        new Task(
            Task.Kind.BATCH,
            new BatchId("m", 1, 0, 1),
            1,
            new Revision(1, ""),
            new Page(new Range(new Cursor(new BsonInt32(0)), null), 10, OnError.FAIL, Map.of()),
            null,
            Instant.EPOCH);
    Event event =
        new BatchWork(
                catalog,
                driver.connection(),
                reference -> reference,
                "w1",
                DeadLetterPolicy.ID_ONLY,
                new Pace(Clock.systemUTC(), new Random(1), pauses::add))
            .perform(task, documents -> {})
            .event();
    assertThat(event).isNotNull();
    return event;
  }

  private static MongoException cut() {
    return new MongoSocketReadException("cut", new ServerAddress());
  }

  private static MongoException command(int code, String name) {
    return new MongoCommandException(ScriptedDriver.reply(code, name), new ServerAddress());
  }

  private static MongoException writeConflict() {
    return labelled(command(112, "WriteConflict"), TRANSIENT_TRANSACTION_ERROR_LABEL);
  }

  @Test
  void pageAndMarkerAreOneTransaction() throws InterruptedException {
    // when
    Event event = perform();

    // then
    assertThat(event).isInstanceOf(Event.Completed.class);
    assertThat(driver.calls)
        .containsExactly(
            "startSession", START, MARKER, READ, WRITE, MARK, "commitTransaction", "close");
  }

  @Test
  void markerOfThePageEndsTheTransaction() throws InterruptedException {
    // given
    Event.Completed done = (Event.Completed) perform();
    driver.calls.clear();
    driver.documents.put(
        "godwit.markers",
        List.of(
            new BsonDocument("run", new BsonInt32(1))
                .append("event", new BsonString(Json.write(done)))
                .append("deadLetters", new BsonArray())
                .toJson()));

    // when
    Event.Completed again = (Event.Completed) perform();

    // then
    assertThat(again.counts()).isEqualTo(done.counts());
    assertThat(driver.calls)
        .containsExactly("startSession", START, MARKER, "abortTransaction", "close");
  }

  @Test
  void writeConflictAbortsAndAllOfItIsDoneAgain() throws InterruptedException {
    // given
    driver.fails(WRITE, writeConflict());

    // when
    Event event = perform();

    // then
    assertThat(event).isInstanceOf(Event.Completed.class);
    assertThat(driver.calls)
        .containsExactly(
            "startSession",
            START,
            MARKER,
            READ,
            WRITE,
            "abortTransaction",
            "close",
            "startSession",
            START,
            MARKER,
            READ,
            WRITE,
            MARK,
            "commitTransaction",
            "close");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void connectionThatBreaksInBetweenAbortsToo() throws InterruptedException {
    // given
    driver.fails(READ, labelled(cut(), TRANSIENT_TRANSACTION_ERROR_LABEL));

    // when
    perform();

    // then
    assertThat(driver.calls)
        .startsWith(
            "startSession", START, MARKER, READ, "abortTransaction", "close", "startSession");
  }

  @Test
  void conflictsWithoutEndAreThePagesTrouble() throws InterruptedException {
    // given
    driver.fails(
        MARK, writeConflict(), writeConflict(), writeConflict(), writeConflict(), writeConflict());

    // when
    Event event = perform();

    // then
    assertThat(event)
        .isInstanceOfSatisfying(
            Event.Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PAGE));
    assertThat(driver.calls.stream().filter(MARK::equals)).hasSize(4);
    assertThat(driver.calls).doesNotContain("commitTransaction");
  }

  @Test
  void commitOfUnknownResultIsRepeatedAndNothingElse() throws InterruptedException {
    // given
    driver.fails(
        "commitTransaction",
        labelled(cut(), UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL),
        labelled(command(50, "MaxTimeMSExpired"), UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL),
        labelled(command(8, "UnknownError"), UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL));

    // when
    Event event = perform();

    // then
    assertThat(event).isInstanceOf(Event.Completed.class);
    assertThat(driver.calls)
        .containsExactly(
            "startSession",
            START,
            MARKER,
            READ,
            WRITE,
            MARK,
            "commitTransaction",
            "commitTransaction",
            "commitTransaction",
            "commitTransaction",
            "close");
    assertThat(pauses).hasSize(3);
  }

  @Test
  void commitThatDidNotHappenIsAnotherTransaction() throws InterruptedException {
    // given
    driver.fails(
        "commitTransaction",
        labelled(command(251, "NoSuchTransaction"), TRANSIENT_TRANSACTION_ERROR_LABEL));

    // when
    perform();

    // then
    assertThat(driver.calls)
        .containsExactly(
            "startSession",
            START,
            MARKER,
            READ,
            WRITE,
            MARK,
            "commitTransaction",
            "close",
            "startSession",
            START,
            MARKER,
            READ,
            WRITE,
            MARK,
            "commitTransaction",
            "close");
  }

  @Test
  void commitThatStaysUnknownIsAnOutageAndNotAborted() throws InterruptedException {
    // given
    for (int i = 0; i < 4; i++) {
      driver.fails("commitTransaction", labelled(cut(), UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL));
    }

    // when
    Event event = perform();

    // then
    assertThat(event)
        .isInstanceOfSatisfying(
            Event.Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.OUTAGE));
    assertThat(driver.calls).doesNotContain("abortTransaction").endsWith("close");
  }

  @Test
  void failingAbortHidesNothing() throws InterruptedException {
    // given
    driver.fails(WRITE, command(13, "Unauthorized"));
    driver.fails("abortTransaction", cut());

    // when
    Event event = perform();

    // then
    assertThat(event)
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PERMANENT));
    assertThat(driver.calls).endsWith("abortTransaction", "close");
  }

  @Test
  void sessionIsClosedWhenNoTransactionBegins() throws InterruptedException {
    // given
    driver.fails(START, new IllegalStateException("no sessions"));

    // when
    perform();

    // then
    assertThat(driver.calls).containsExactly("startSession", START, "close");
  }

  @ParameterizedTest
  @EnumSource(value = ClusterType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void onlyASingleServerHasNoTransactions(ClusterType type) {
    // given
    driver.type = type;

    // then
    assertThat(driver.connection().transactions().isPresent())
        .isEqualTo(type != ClusterType.STANDALONE);
    assertThat(driver.connection().isSharded())
        .isEqualTo(type == ClusterType.SHARDED || type == ClusterType.LOAD_BALANCED);
    assertThat(driver.calls).isEmpty();
  }

  @Test
  void whatIsNotKnownIsAskedForAndNotGuessed() {
    // given
    driver.type = ClusterType.UNKNOWN;
    MongoConnection connection = driver.connection();

    // then
    assertThatThrownBy(connection::transactions)
        .asInstanceOf(InstanceOfAssertFactories.type(DatabaseException.class))
        .extracting(DatabaseException::trouble)
        .isEqualTo(Trouble.NO_SERVER);
    assertThatThrownBy(connection::isSharded).isInstanceOf(DatabaseException.class);
    assertThat(driver.calls).containsExactly("ping", "ping");
  }

  @Test
  void collectionOfMarkersMayBeThereAlready() {
    // given
    driver.fails("createCollection godwit.markers", command(48, "NamespaceExists"));

    // then
    assertThatCode(() -> driver.connection().transactions().orElseThrow().create("godwit.markers"))
        .doesNotThrowAnyException();
  }
}
