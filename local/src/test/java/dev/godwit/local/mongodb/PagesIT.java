package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesIT {

  private static final int DOCUMENTS = 1000;
  private static final int PAGE = 10;

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  @BeforeAll
  static void insert() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(new Document("_id", (i * 7) % DOCUMENTS).append("half", i % 2));
    }
    documents.add(new Document("_id", "last"));
    collection().insertMany(documents);
  }

  private static MongoCollection<Document> collection() {
    return mongo.database().getCollection("pages");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 101, 102, 999, 1000, 1001, 5000})
  void everyBatchSizeGivesTheSameDocuments(int batchSize) {
    assertThat(ids(collection().find().sort(ascending("_id")).batchSize(batchSize)))
        .hasSize(DOCUMENTS + 1)
        .startsWith(0, 1, 2)
        .endsWith(998, 999, "last");
  }

  @Test
  void limitAndSkipCountDocumentsNotBatches() {
    assertThat(ids(page(99).limit(250).batchSize(100))).hasSize(250).startsWith(100).endsWith(349);
    assertThat(ids(page(99).skip(5).limit(2))).containsExactly(105, 106);
    assertThat(ids(page(99).limit(-3))).containsExactly(100, 101, 102);
    assertThat(page(99).first()).isEqualTo(collection().find(eq("_id", 100)).first());
  }

  @Test
  void aCursorThatIsGivenUpDisturbsNothing() {
    try (MongoCursor<Document> cursor = page(-1).batchSize(10).cursor()) {
      IntStream.range(0, 15).forEach(i -> cursor.next());
      assertThat(cursor.next()).containsEntry("_id", 15);
    }
    assertThat(ids(page(-1).batchSize(10))).hasSize(DOCUMENTS);
  }

  @Test
  void aggregationsComeInBatchesToo() {
    assertThat(
            ids(
                collection()
                    .aggregate(
                        List.of(
                            Aggregates.match(gt("_id", 99)),
                            Aggregates.sort(ascending("_id")),
                            Aggregates.limit(300)))
                    .batchSize(50)))
        .hasSize(300)
        .startsWith(100)
        .endsWith(399);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 500, 980})
  void aPageLooksOnlyAtItself(int cursor) {
    assertThat(examinedBy(() -> ids(page(cursor).limit(PAGE)))).isEqualTo(PAGE);
    assertThat(examinedBy(() -> ids(page(cursor).sort(descending("_id")).limit(PAGE))))
        .isEqualTo(PAGE);
  }

  @Test
  void aPageThatIsAUnionOfTypesLooksOnlyAtItself() {
    // given
    Bson after = or(gt("_id", 994), gt("_id", ""), exists("_id.no"), eq("_id", null));
    Bson afterByRange = or(gt("_id", 994), gt("_id", ""), eq("_id", null));

    // then
    assertThat(examinedBy(() -> ids(collection().find(afterByRange).sort(ascending("_id")))))
        .isEqualTo(6);
    assertThat(examinedBy(() -> ids(collection().find(after).sort(ascending("_id")))))
        .isEqualTo(DOCUMENTS + 1);
  }

  @Test
  void aFilterBesidesTheBoundsIsAppliedToWhatIsWithinThem() {
    // given
    Bson filter = and(gt("_id", 99), lte("_id", 199), eq("half", 1));

    // then
    assertThat(ids(collection().find(filter))).hasSize(50);
    assertThat(examinedBy(() -> ids(collection().find(filter)))).isEqualTo(100);
    assertThat(examinedBy(() -> ids(collection().find(filter).sort(ascending("_id")).limit(5))))
        .isLessThanOrEqualTo(10);
  }

  @Test
  void theNthNextIdIsFoundWithoutReadingTheRest() {
    assertThat(ids(page(99).projection(Projections.include("_id")).skip(PAGE - 1).limit(1)))
        .containsExactly(109);
    assertThat(examinedBy(() -> ids(page(99).skip(PAGE - 1).limit(1)))).isEqualTo(PAGE);
  }

  @Test
  void writesByIdLookOnlyAtWhatTheyWrite() {
    assertThat(examinedBy(() -> collection().updateOne(eq("_id", 5), Updates.set("x", 1))))
        .isEqualTo(1);
    assertThat(
            examinedBy(
                () ->
                    collection().updateOne(and(eq("_id", 5), eq("half", 7)), Updates.set("x", 1))))
        .isEqualTo(1);
    assertThat(
            examinedBy(
                () ->
                    collection()
                        .updateMany(
                            and(gt("_id", 10), lte("_id", 20)),
                            List.of(new Document("$set", new Document("x", "$half"))))))
        .isEqualTo(10);
    assertThat(examinedBy(() -> collection().deleteMany(in("_id", -5, -6)))).isZero();
    assertThat(examinedBy(() -> collection().findOneAndUpdate(eq("_id", 5), Updates.set("x", 2))))
        .isLessThanOrEqualTo(2);
  }

  @Test
  void aggregationsAndCountsUseTheBounds() {
    assertThat(
            examinedBy(
                () -> ids(collection().aggregate(List.of(Aggregates.match(in("_id", 1, 2)))))))
        .isEqualTo(2);
    assertThat(examinedBy(() -> collection().countDocuments(lte("_id", 4)))).isEqualTo(5);
    assertThat(examinedBy(() -> collection().estimatedDocumentCount())).isZero();
  }

  private static FindIterable<Document> page(int after) {
    return collection().find(gt("_id", after)).sort(ascending("_id"));
  }

  private static long examinedBy(Runnable operation) {
    long before = mongo.embedded().documentsExamined();
    operation.run();
    return mongo.embedded().documentsExamined() - before;
  }

  private static List<Object> ids(Iterable<Document> documents) {
    List<Object> ids = new ArrayList<>();
    documents.forEach(document -> ids.add(document.get("_id")));
    return ids;
  }
}
