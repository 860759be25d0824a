package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.godwit.migration.Change;
import dev.godwit.migration.OnError;
import dev.godwit.worker.catalog.KnownMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that writes all the time loses nothing, and every document is migrated. */
class ApplicationWritesIT {

  private static final int DOCUMENTS = 400;

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  @Test
  void noWriteIsLostWhileCodeMigrates() throws ExecutionException, InterruptedException {
    // given
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(Document.parse("{name: 'n', counter: 0}").append("_id", i));
    }
    worker.insert("c", documents.toArray(Document[]::new));
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) ->
                Change.replace(
                    new Document(document)
                        .append("name", document.getString("name").toUpperCase(Locale.ROOT))
                        .append("counterWhenMigrated", document.getInteger("counter"))));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService application = Executors.newFixedThreadPool(2);
    long seed = 42;

    // when
    List<Future<int[]>> writers =
        List.of(
            application.submit(() -> write(done, new Random(seed))),
            application.submit(() -> write(done, new Random(seed + 1))));
    PageLoop loop = worker.loop(known).onError(OnError.SKIP).batchSize(100);
    for (int round = 0; round < 3; round++) {
      loop = worker.loop(known).onError(OnError.SKIP).batchSize(100).run();
    }
    done.set(true);

    // then
    int[] written = new int[DOCUMENTS];
    for (Future<int[]> writer : writers) {
      int[] mine = writer.get();
      for (int i = 0; i < DOCUMENTS; i++) {
        written[i] += mine[i];
      }
    }
    application.shutdown();
    assertThat(loop.counts().processed()).isEqualTo(DOCUMENTS);
    for (Document document : worker.all("c")) {
      assertThat(document.getInteger("counter"))
          .as("%s (seed %d)", document, seed)
          .isEqualTo(written[document.getInteger("_id")]);
      assertThat(document).containsEntry("name", "N");
    }
  }

  private static int[] write(AtomicBoolean done, Random random) {
    MongoCollection<Document> collection = worker.mongo().database().getCollection("c");
    int[] written = new int[DOCUMENTS];
    while (!done.get()) {
      int id = random.nextInt(DOCUMENTS);
      collection.updateOne(new Document("_id", id), Document.parse("{$inc: {counter: 1}}"));
      written[id]++;
    }
    return written;
  }
}
