package dev.godwit.local.benchmark;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.bson.Document;

/** What is measured: each of them changes one number in every document. */
final class Subjects {

  static final String COLLECTION = "benchmark";
  static final String CODE = "code";
  static final String DECLARED = "declared";

  private Subjects() {}

  /** Sets a field, to another value in each round, so that every document changes. */
  static final class InCode implements Migration {
    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named(CODE)
          .on(COLLECTION)
          .parameters(Parameter.integer("round").asRequired())
          .build();
    }

    @Override
    public Change migrateOne(Document document, MigrationContext context) {
      return Change.set("round", context.requiredParameter("round", Long.class));
    }
  }

  static void writeDeclaredTo(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("declared.yaml"),
        """
        name: %s
        collection: %s
        idempotent: true # it counts rounds, and each run is to change every document
        update: { $inc: { declared: 1 } }
        """
            .formatted(DECLARED, COLLECTION));
  }

  /** Documents of about 0.4 kB. */
  static List<Document> documents(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                new Document("_id", i)
                    .append("name", "customer " + i)
                    .append("email", "customer" + i + "@example.org")
                    .append("score", ThreadLocalRandom.current().nextDouble())
                    .append("tags", List.of("a", "b", "c"))
                    .append("address", new Document("street", "Main Street").append("number", i))
                    .append("notes", "x".repeat(150)))
        .toList();
  }
}
