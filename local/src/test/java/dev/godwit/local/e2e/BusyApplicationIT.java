package dev.godwit.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The application goes on changing the documents that are being migrated. */
class BusyApplicationIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final int DOCUMENTS = 2_000;
  private static final int CLICKS = 6_000;

  private static final int MIGRATED = 1_000_000;

  /** Computes the very field that the application counts up: without a guard, clicks get lost. */
  private static final Migration MOVED_UP =
      new Migration() {
        @Override
        public MigrationSpec spec() {
          return MigrationSpec.named("code").on("things").batchSize(200).build();
        }

        @Override
        public Change migrateOne(Document document, MigrationContext context) {
          int clicks = document.getInteger("clicks");
          return clicks >= MIGRATED ? Change.none() : Change.set("clicks", clicks + MIGRATED);
        }
      };

  @Test
  void noUpdateIsLost(@TempDir Path directory) throws Exception {
    // given
    MongoCollection<Document> things = MONGO.database().getCollection("things");
    things.insertMany(
        IntStream.range(0, DOCUMENTS)
            .mapToObj(i -> new Document("_id", i).append("clicks", 0))
            .toList());
    Files.writeString(
        directory.resolve("declared.yaml"),
        """
        name: declared
        collection: things
        batchSize: 200
        update: { $set: { declared: true } }
        """);
    ExecutorService application = Executors.newSingleThreadExecutor();
    try (Scenario scenario = Scenario.of(KAFKA, MONGO, directory, MOVED_UP)) {
      scenario.awaitState("declared", state -> true);

      // when
      Future<int[]> clicks = application.submit(clicking(things));
      scenario.send("{'command':'start','migration':'code','next':['declared']}");
      State code = scenario.awaitStatus("code", Status.COMPLETED);
      scenario.awaitStatus("declared", Status.COMPLETED);
      int[] expected = clicks.get();

      // then
      assertThat(code.progress().counts().processed()).isEqualTo(DOCUMENTS);
      assertThat(things.find())
          .hasSize(DOCUMENTS)
          .allSatisfy(
              document -> {
                int id = document.getInteger("_id");
                assertThat(document.getInteger("clicks"))
                    .as("clicks of %d", id)
                    .isEqualTo(MIGRATED + expected[id]);
                assertThat(document.getBoolean("declared")).isTrue();
              });
    } finally {
      application.shutdownNow();
    }
  }

  /** A bounded number of increments; returns how many each document got. */
  private static Callable<int[]> clicking(MongoCollection<Document> things) {
    long seed = System.nanoTime();
    System.out.println("seed of the clicks: " + seed);
    return () -> {
      Random random = new Random(seed);
      int[] clicks = new int[DOCUMENTS];
      for (int i = 0; i < CLICKS; i++) {
        int id = random.nextInt(DOCUMENTS);
        things.updateOne(Filters.eq(id), Updates.inc("clicks", 1));
        clicks[id]++;
      }
      return clicks;
    };
  }
}
