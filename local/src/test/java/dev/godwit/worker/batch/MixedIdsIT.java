package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Change;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.worker.catalog.KnownMigration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One collection with {@code _id}s of all types: each document is visited exactly once. */
class MixedIdsIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  /** As the driver sends UUIDs in the standard representation. */
  private static final Binary UUID_ID = uuid(new UUID(1, 2));

  private static final List<@Nullable Object> IN_ORDER =
      Collections.unmodifiableList(
          Arrays.asList(
              new MinKey(),
              null,
              Double.NaN,
              Double.NEGATIVE_INFINITY,
              -5L,
              -1.5,
              0,
              Decimal128.parse("0.1"),
              0.5,
              1,
              2L,
              3.25,
              Decimal128.parse("1E+40"),
              "",
              "1",
              "a",
              "é",
              new Document(),
              new Document("a", 1).append("b", 2),
              new Document("b", 2).append("a", 1),
              new Document("a", "x"),
              new Binary(new byte[] {1, 2}),
              UUID_ID,
              new ObjectId("000000000000000000000001"),
              new ObjectId("65a1bc000000000000000000"),
              false,
              true,
              new Date(-1),
              new Date(0),
              new BsonTimestamp(1, 2),
              new MaxKey()));

  private static Binary uuid(UUID uuid) {
    byte[] bytes =
        java.nio.ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return new Binary((byte) 4, bytes);
  }

  @BeforeEach
  void oneDocumentPerId() {
    List<Document> documents = new ArrayList<>();
    for (Object id : IN_ORDER) {
      documents.add(new Document("_id", id).append("n", 1));
    }
    Collections.shuffle(documents, new Random(7));
    worker.insert("c", documents.toArray(Document[]::new));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 30, 31, 32})
  void codeVisitsEachOnceInOrder(int batchSize) {
    // given
    List<@Nullable Object> visited = new ArrayList<>();
    KnownMigration known =
        Migrations.code(
            "c",
            (document, context) -> {
              visited.add(document.get("_id"));
              return Change.set("n", document.getInteger("n") + 1);
            });

    // when
    PageLoop loop = worker.loop(known).batchSize(batchSize).run();

    // then
    assertThat(visited).hasSameSizeAs(IN_ORDER);
    for (int i = 0; i < visited.size(); i++) {
      assertThat(asSent(visited.get(i))).isEqualTo(IN_ORDER.get(i));
    }
    assertThat(loop.counts()).isEqualTo(Counts.of(IN_ORDER.size(), 0, 0, 0, 0, 0));
    assertThat(worker.all("c")).allSatisfy(each -> assertThat(each).containsEntry("n", 2));
    cursorsMoveOn(loop);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 30, 31, 32})
  void declaredUpdateChangesEachOnce(int batchSize) {
    // given
    KnownMigration known = Migrations.declared(Migrations.on("c"), "{$inc: {n: 1}}");

    // when
    PageLoop loop = worker.loop(known).batchSize(batchSize).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(IN_ORDER.size(), 0, 0, 0, 0, 0));
    assertThat(worker.all("c"))
        .hasSameSizeAs(IN_ORDER)
        .allSatisfy(each -> assertThat(each).containsEntry("n", 2));
    cursorsMoveOn(loop);
  }

  private static @Nullable Object asSent(@Nullable Object id) {
    return id instanceof UUID uuid ? uuid(uuid) : id;
  }

  private static void cursorsMoveOn(PageLoop loop) {
    List<Event.Completed> pages = loop.pages();
    for (int i = 1; i < pages.size(); i++) {
      assertThat(
              BsonOrder.INSTANCE.compare(
                  pages.get(i - 1).span().cursor().after(), pages.get(i).span().cursor().after()))
          .isNegative();
    }
  }
}
