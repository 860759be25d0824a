package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOneModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bson.BsonMinKey;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * Prints what a page loop over the embedded server costs: reading pages after a cursor, and writing
 * them back on the condition that each document is what was read. Medians of several rounds.
 */
public final class EmbeddedMongoBenchmark {

  private static final int DOCUMENTS = 100_000;
  private static final int PAGE = 1000;
  private static final int ROUNDS = 5;

  private final MongoCollection<RawBsonDocument> collection;
  private int round;

  private EmbeddedMongoBenchmark(MongoCollection<RawBsonDocument> collection) {
    this.collection = collection;
  }

  public static void main(String[] arguments) {
    try (EmbeddedMongo mongo = EmbeddedMongo.start();
        MongoClient client = MongoClients.create(mongo.connectionString())) {
      EmbeddedMongoBenchmark benchmark =
          new EmbeddedMongoBenchmark(
              client.getDatabase("benchmark").getCollection("c", RawBsonDocument.class));
      benchmark.insert();
      double pages = DOCUMENTS / PAGE;
      print("pages of %d read".formatted(PAGE), pages, benchmark::read);
      print("documents written with a guard", DOCUMENTS, benchmark::write);
      print("documents updated by a pipeline", DOCUMENTS, benchmark::updateInServer);
    }
  }

  private static void print(String what, double count, Runnable pass) {
    double[] rates =
        IntStream.rangeClosed(0, ROUNDS)
            .mapToDouble(
                unused -> {
                  long start = System.nanoTime();
                  pass.run();
                  return count * 1e9 / (System.nanoTime() - start);
                })
            .skip(1) // the first warms up
            .sorted()
            .toArray();
    System.out.printf(Locale.ROOT, "%-35s %,10.0f /s%n", what, rates[ROUNDS / 2]);
  }

  private void insert() {
    for (int start = 0; start < DOCUMENTS; start += PAGE) {
      collection
          .withDocumentClass(Document.class)
          .insertMany(
              IntStream.range(start, start + PAGE)
                  .mapToObj(EmbeddedMongoBenchmark::place)
                  .toList());
    }
  }

  private static Document place(int id) {
    return new Document("_id", id)
        .append("name", "Place " + id)
        .append("country", "C" + id % 200)
        .append("position", new Document("lat", id / 1000.0).append("lng", -id / 1000.0))
        .append("tags", List.of("a", "b", "c"))
        .append("text", "x".repeat(200));
  }

  private void read() {
    BsonValue cursor = new BsonMinKey();
    for (List<RawBsonDocument> page = page(cursor); !page.isEmpty(); page = page(cursor)) {
      cursor = page.get(page.size() - 1).get("_id");
    }
  }

  private void write() {
    round++;
    BsonValue cursor = new BsonMinKey();
    for (List<RawBsonDocument> page = page(cursor); !page.isEmpty(); page = page(cursor)) {
      collection.bulkWrite(page.stream().map(this::guarded).toList());
      cursor = page.get(page.size() - 1).get("_id");
    }
  }

  private UpdateOneModel<RawBsonDocument> guarded(RawBsonDocument image) {
    Document unchanged = new Document("$eq", List.of("$$ROOT", new Document("$literal", image)));
    return new UpdateOneModel<>(
        and(eq("_id", image.get("_id")), new Document("$expr", unchanged)), set("round", round));
  }

  private void updateInServer() {
    round++;
    for (int start = 0; start < DOCUMENTS; start += PAGE) {
      collection.updateMany(
          new Document("_id", new Document("$gte", start).append("$lt", start + PAGE)),
          List.of(new Document("$set", new Document("round", round).append("n", "$name"))));
    }
  }

  private List<RawBsonDocument> page(BsonValue cursor) {
    return collection
        .find(gt("_id", cursor))
        .sort(ascending("_id"))
        .limit(PAGE)
        .batchSize(PAGE)
        .into(new ArrayList<>());
  }
}
