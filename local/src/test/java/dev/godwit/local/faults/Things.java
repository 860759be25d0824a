package dev.godwit.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.godwit.protocol.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.Document;

/** The documents of these tests: what they are at first, and what must have become of them. */
record Things(MongoCollection<Document> collection, int count) {

  /** All migrations that work on them, at the same time. */
  static final List<String> MIGRATIONS = List.of("code", "declared", "label");

  /** Makes them anew. */
  static Things in(MongoCollection<Document> collection, int count) {
    collection.drop();
    collection.insertMany(
        IntStream.range(0, count)
            .mapToObj(id -> new Document("_id", id).append("clicks", 0L).append("last", -1L))
            .toList());
    return new Things(collection, count);
  }

  /** Each was migrated once by each migration, and nothing that was clicked is lost. */
  void assertMigratedOnce(long[] clicks) {
    List<Document> all = collection.find().into(new ArrayList<>());
    assertThat(all).hasSize(count);
    assertThat(all.stream().filter(document -> !isAsExpected(document, clicks)))
        .as("documents that are not migrated once with all their clicks, of %d", count)
        .isEmpty();
  }

  private static boolean isAsExpected(Document document, long[] clicks) {
    int id = document.getInteger("_id");
    return document.getLong("clicks") == MovedUp.IN_CODE + MovedUp.DECLARED + clicks[id]
        && document.getLong("last") == clicks[id] - 1
        && Objects.equals(
            id % MovedUp.LABELLED_OF == 0 ? "n" + id : null, document.getString("label"));
  }

  /**
   * The counts are true.
   *
   * @param untold how many pages may have been written without an event; what was written then no
   *     longer matches a filter by version and is not counted
   */
  void assertCounted(Observer observer, int untold) {
    for (String name : MIGRATIONS) {
      Counts counts = observer.state(name).orElseThrow().progress().counts();
      System.out.printf("  %s: %s%n", name, counts);
      assertThat(counts.failed() + counts.vanished() + counts.deleted()).as(name).isZero();
      int uncounted = name.equals("label") ? 0 : untold * MovedUp.PAGE;
      assertThat(counts.processed())
          .as("processed by %s", name)
          .isBetween((long) count - uncounted, (long) count);
    }
    assertThat(observer.state("code").orElseThrow().progress().counts().conflicts())
        .as("conflicts, without which nothing was at stake")
        .isPositive();
  }
}
