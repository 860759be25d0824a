package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.gte;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TornDocumentsIT {

  private static final int DOCUMENTS = 20;
  private static final int FIELDS = 30;
  private static final int READS = 300;

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  @Test
  void aReaderBesideAWriterSeesEachDocumentBeforeOrAfterAWrite() {
    // given
    MongoCollection<Document> collection = mongo.database().getCollection("torn");
    collection.insertMany(
        IntStream.range(0, DOCUMENTS).mapToObj(id -> document(0).append("_id", id)).toList());
    AtomicBoolean reading = new AtomicBoolean(true);
    CompletableFuture<Integer> writes =
        CompletableFuture.supplyAsync(
            () -> {
              int round = 0;
              while (reading.get()) {
                write(collection, ++round);
              }
              return round;
            });

    // when
    List<Document> torn = new ArrayList<>();
    for (int read = 0; read < READS; read++) {
      List<Document> seen = collection.find().batchSize(7).into(new ArrayList<>());
      assertThat(seen).hasSize(DOCUMENTS);
      seen.stream().filter(document -> !isWhole(document)).forEach(torn::add);
    }
    reading.set(false);

    // then
    assertThat(torn).isEmpty();
    assertThat(writes.join()).isPositive();
  }

  /** In turn by operators, by a pipeline, and as replacements. */
  private static void write(MongoCollection<Document> collection, int round) {
    switch (round % 3) {
      case 0 -> {
        List<Bson> sets = new ArrayList<>();
        document(round).forEach((name, value) -> sets.add(Updates.set(name, value)));
        collection.updateMany(gte("_id", 0), Updates.combine(sets));
      }
      case 1 ->
          collection.updateMany(gte("_id", 0), List.of(new Document("$set", document(round))));
      default -> collection.replaceOne(new Document("_id", round % DOCUMENTS), document(round));
    }
  }

  private static Document document(int value) {
    Document document = new Document();
    for (int field = 0; field < FIELDS; field++) {
      document.append("f" + field, value);
    }
    return document.append("list", List.of(value, value));
  }

  private static boolean isWhole(Document document) {
    Object value = document.get("f0");
    return document.size() == FIELDS + 2
        && document.getList("list", Object.class).stream().allMatch(value::equals)
        && IntStream.range(0, FIELDS).allMatch(field -> value.equals(document.get("f" + field)));
  }
}
