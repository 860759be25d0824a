package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import dev.godwit.migration.ReadableCollection;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.worker.catalog.Catalog;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.CollectionFacts;
import dev.godwit.worker.mongo.Database;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchWorkTest {

  private final ManualTime time = new ManualTime();
  private final MemoryDocuments documents = new MemoryDocuments();
  private final List<Long> signs = new ArrayList<>();
  private Runnable onEach = () -> {};

  private final MigrationSpec spec = MigrationSpec.named("m").on("c").build();

  private final Migration migration =
      new Migration() {
        @Override
        public MigrationSpec spec() {
          return spec;
        }

        @Override
        public Change migrateOne(Document document, MigrationContext context) {
          onEach.run();
          return Change.set("seen", true);
        }
      };

  private final Database database =
      new Database() {
        @Override
        public String name() {
          return "shop";
        }

        @Override
        public Optional<CollectionFacts> look(String collection) {
          return Optional.of(new CollectionFacts("collection", false));
        }

        @Override
        public Documents documents(String collection) {
          return documents;
        }

        @Override
        public ReadableCollection readable(String collection) {
          throw new UnsupportedOperationException();
        }

        @Override
        public boolean isSharded() {
          return false;
        }
      };

  private Catalog catalog() {
    Definition definition =
        new Definition("m", "", "c", new Revision(1, ""), Defaults.STANDARD, List.of());
    KnownMigration known = new KnownMigration.InCode(definition, spec, migration);
    return new Catalog() {
      @Override
      public Optional<KnownMigration> find(String name) {
        return Optional.of(known);
      }

      @Override
      public Collection<KnownMigration> all() {
        return List.of(known);
      }
    };
  }

  private Event perform() throws InterruptedException {
    Task task =
        new Task(
            Task.Kind.BATCH,
            new BatchId("m", 1, 0, 1),
            1,
            new Revision(1, ""),
            new Page(Range.ALL, 1000, OnError.FAIL, Map.of()),
            null,
            time.instant().minus(Duration.ofMillis(70)));
    BatchWork work =
        new BatchWork(
            catalog(),
            database,
            reference -> reference,
            "w1",
            DeadLetterPolicy.ID_ONLY,
            time.pace());
    Event event = work.perform(task, signs::add).event();
    assertThat(event).isNotNull();
    return event;
  }

  private void numbered(int count) {
    for (int i = 0; i < count; i++) {
      documents.put("{_id: %d}".formatted(i));
    }
  }

  @Test
  void tellsWhereTheTimeWentAndHowFarItIs() throws InterruptedException {
    // given
    numbered(250);
    onEach = () -> time.pass(Duration.ofMillis(2));
    documents.answers.add(
        writes -> {
          time.pass(Duration.ofMillis(40));
          return new BulkReply(writes.size(), writes.size(), 0, new TreeMap<>(), null);
        });

    // when
    Event event = perform();

    // then
    assertThat(event)
        .isInstanceOfSatisfying(
            Event.Completed.class,
            completed ->
                assertThat(completed.timing()).isEqualTo(new Event.Timing(70, 0, 500, 40, 540)));
    assertThat(signs).containsExactly(0L, 100L, 200L, 250L);
  }

  @Test
  void workerThatStopsGivesUpBeforeAnythingIsWritten() {
    // given
    numbered(3);
    onEach = () -> Thread.currentThread().interrupt();

    // then
    assertThatThrownBy(this::perform).isInstanceOf(InterruptedException.class);
    assertThat(documents.bulks).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void workerThatStopsWhileItWritesTellsWhatItDid() throws InterruptedException {
    // given
    numbered(1);
    documents.answers.add(
        writes -> {
          Thread.currentThread().interrupt();
          return new BulkReply(1, 1, 0, new TreeMap<>(), null);
        });

    // then
    assertThat(perform()).isInstanceOf(Event.Completed.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "NO_SERVER, OUTAGE",
    "PASSING, OUTAGE",
    "TOO_SLOW, PAGE",
    "TOO_LARGE, PAGE",
    "REFUSED, PERMANENT"
  })
  void troubleOfTheDatabaseIsToldByWhatHelps(Trouble trouble, FailureKind kind)
      throws InterruptedException {
    // given
    numbered(1);
    onEach =
        () -> {
          throw new DatabaseException(trouble, "trouble", null);
        };
    if (kind != FailureKind.OUTAGE) {
      onEach = () -> {};
      for (int i = 0; i < Attempts.MOST; i++) {
        documents.answers.add(
            writes -> BulkReply.lost(new DatabaseException(trouble, "trouble", null)));
      }
    }

    // then
    assertThat(perform())
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(kind);
              assertThat(failed.message()).isEqualTo("trouble");
            });
  }

  @Test
  void whatTheWorkerDoesNotKnowIsTheTroubleOfAPage() throws InterruptedException {
    // given
    numbered(1);
    documents.answers.add(
        writes -> {
          throw new IllegalStateException("a defect");
        });

    // then
    assertThat(perform())
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.PAGE);
              assertThat(failed.message()).contains("a defect");
            });
  }
}
