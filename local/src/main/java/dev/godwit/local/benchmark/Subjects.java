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

  private static final List<String> DECLARED = List.of("declared-even", "declared-odd");

  /** The names of all migrations. */
  static final List<String> ALL = List.of(CODE, declared(0), declared(1));

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

  /** Two that take turns, so that every document changes in each round. */
  static void writeDeclaredTo(Path directory) throws IOException {
    for (String name : DECLARED) {
      Files.writeString(
          directory.resolve(name + ".yaml"),
          """
          name: %s
          collection: %s
          update: { $set: { declared: %s } }
          """
              .formatted(name, COLLECTION, name));
    }
  }

  static String declared(int round) {
    return DECLARED.get(round % 2);
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
