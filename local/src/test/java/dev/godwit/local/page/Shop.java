package dev.godwit.local.page;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;

/** What there is to be migrated. */
final class Shop {

  private Shop() {}

  /** Teams and users by the thousands, some orders of which three are bad, two accounts. */
  static void fill(MongoDatabase database) {
    for (String collection : List.of("teams", "users")) {
      database
          .getCollection(collection)
          .insertMany(IntStream.range(0, 10_000).mapToObj(i -> new Document("_id", i)).toList());
    }
    database
        .getCollection("orders")
        .insertMany(
            IntStream.range(0, 50)
                .mapToObj(
                    i -> new Document("_id", i).append("price", "a lot").append("bad", i % 20 == 3))
                .toList());
    database
        .getCollection("accounts")
        .insertMany(
            List.of(
                Document.parse(
                    "{_id: 1, name: 'Acme', isPro: true, address: {city: 'Bern', zip: '3000'},"
                        + " tags: ['a']}"),
                Document.parse("{_id: 2, name: 'Globex', isPro: false}")));
  }

  /** A folder with one declared migration, of the accounts. */
  static Path migrations(Path directory) throws IOException {
    Path migrations = Files.createDirectory(directory.resolve("migrations"));
    Files.writeString(
        migrations.resolve("enum.yaml"),
        """
        name: 20261103-plan-enum
        description: isPro becomes a plan
        collection: accounts
        filter: { plan: { $exists: false } }
        update:
          - $set: { plan: { $cond: ["$isPro", pro, basic] }, "address.country": CH }
          - $unset: isPro
        """);
    return migrations;
  }
}
