package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteManyModel;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BulkWritesIT {

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  private MongoCollection<Document> collection;

  @BeforeEach
  void fiveDocuments() {
    collection = mongo.database().getCollection("bulk");
    collection.drop();
    for (int i = 0; i < 5; i++) {
      collection.insertOne(new Document("_id", i).append("a", i));
    }
  }

  @Test
  void countsWhatMatchedAndWhatChanged() {
    // when
    BulkWriteResult result =
        collection.bulkWrite(
            List.of(
                new UpdateOneModel<>(eq("_id", 0), set("a", 10)),
                new UpdateOneModel<>(eq("_id", 1), set("a", 1)),
                new UpdateOneModel<>(eq("_id", 99), set("a", 1)),
                new ReplaceOneModel<>(eq("_id", 2), new Document("b", 2)),
                new UpdateManyModel<>(gte("_id", 3), inc("a", 1)),
                new DeleteOneModel<>(eq("_id", 4)),
                new DeleteManyModel<>(eq("_id", 98)),
                new InsertOneModel<>(new Document("_id", 5)),
                new UpdateOneModel<>(eq("_id", 6), set("a", 6), new UpdateOptions().upsert(true))));

    // then
    assertThat(result.getMatchedCount()).isEqualTo(5);
    assertThat(result.getModifiedCount()).isEqualTo(4);
    assertThat(result.getDeletedCount()).isEqualTo(1);
    assertThat(result.getInsertedCount()).isEqualTo(1);
    assertThat(result.getUpserts())
        .singleElement()
        .satisfies(
            upsert -> {
              assertThat(upsert.getIndex()).isEqualTo(8);
              assertThat(upsert.getId().asInt32().getValue()).isEqualTo(6);
            });
    assertThat(documents())
        .containsExactly(
            new Document("_id", 0).append("a", 10),
            new Document("_id", 1).append("a", 1),
            new Document("_id", 2).append("b", 2),
            new Document("_id", 3).append("a", 4),
            new Document("_id", 5),
            new Document("_id", 6).append("a", 6));
  }

  @Test
  void anOrderedBulkOfUpdatesStopsAtTheFirstError() {
    // when
    MongoBulkWriteException failure = failing(updates(), new BulkWriteOptions());

    // then
    assertThat(failure.getWriteErrors())
        .extracting(BulkWriteError::getIndex, BulkWriteError::getCode)
        .containsExactly(Tuple.tuple(1, 14));
    assertThat(failure.getWriteResult().getMatchedCount()).isEqualTo(1);
    assertThat(failure.getWriteResult().getModifiedCount()).isEqualTo(1);
    assertThat(documents())
        .extracting(document -> document.get("a"))
        .containsExactly(1, "text", 2, 3, 4);
  }

  @Test
  void anUnorderedBulkOfUpdatesGoesOnAfterErrors() {
    // when
    MongoBulkWriteException failure = failing(updates(), UNORDERED);

    // then
    assertThat(failure.getWriteErrors()).extracting(BulkWriteError::getIndex).containsExactly(1, 3);
    assertThat(failure.getWriteResult().getMatchedCount()).isEqualTo(2);
    assertThat(documents())
        .extracting(document -> document.get("a"))
        .containsExactly(1, "text", 3, 3, 4);
  }

  /** The second and the fourth fail. */
  private List<WriteModel<Document>> updates() {
    collection.updateOne(eq("_id", 1), set("a", "text"));
    return List.of(
        new UpdateOneModel<>(eq("_id", 0), inc("a", 1)),
        new UpdateOneModel<>(eq("_id", 1), inc("a", 1)),
        new UpdateOneModel<>(eq("_id", 2), inc("a", 1)),
        new UpdateOneModel<>(eq("_id", 1), inc("a", 1)));
  }

  @Test
  void anOrderedInsertStopsAtTheFirstDuplicate() {
    // when
    MongoBulkWriteException failure =
        catchThrowableOfType(
            MongoBulkWriteException.class, () -> collection.insertMany(ids(10, 3, 11)));

    // then
    assertThat(failure.getWriteErrors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getIndex()).isEqualTo(1);
              assertThat(error.getCode()).isEqualTo(11000);
              assertThat(error.getMessage()).contains("E11000").contains("_id_");
            });
    assertThat(failure.getWriteResult().getInsertedCount()).isEqualTo(1);
    assertThat(collection.countDocuments(gte("_id", 10))).isEqualTo(1);
  }

  @Test
  void anUnorderedInsertGoesOnAfterDuplicates() {
    // when
    MongoBulkWriteException failure =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                collection.insertMany(ids(10, 3, 11, 10), new InsertManyOptions().ordered(false)));

    // then
    assertThat(failure.getWriteErrors()).extracting(BulkWriteError::getIndex).containsExactly(1, 3);
    assertThat(failure.getWriteResult().getInsertedCount()).isEqualTo(2);
  }

  @Test
  void kindsOfWritesMayAlternateInOrder() {
    // when
    collection.bulkWrite(
        List.of(
            new InsertOneModel<>(new Document("_id", 7).append("a", 0)),
            new UpdateOneModel<>(eq("_id", 7), inc("a", 5)),
            new DeleteOneModel<>(eq("_id", 7)),
            new InsertOneModel<>(new Document("_id", 7).append("a", 1)),
            new ReplaceOneModel<>(eq("_id", 7), new Document("a", 2))));

    // then
    assertThat(collection.find(eq("_id", 7)).first())
        .isEqualTo(new Document("_id", 7).append("a", 2));
  }

  @Test
  void thousandsOfWritesFitIntoOneBulk() {
    // given
    List<WriteModel<Document>> inserts = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      inserts.add(new InsertOneModel<>(new Document("_id", 100 + i)));
    }

    // when
    BulkWriteResult result = collection.bulkWrite(inserts);

    // then
    assertThat(result.getInsertedCount()).isEqualTo(3000);
    assertThat(collection.countDocuments()).isEqualTo(3005);
  }

  private MongoBulkWriteException failing(
      List<WriteModel<Document>> writes, BulkWriteOptions options) {
    return catchThrowableOfType(
        MongoBulkWriteException.class, () -> collection.bulkWrite(writes, options));
  }

  private List<Document> documents() {
    return collection.find().sort(ascending("_id")).into(new ArrayList<>());
  }

  private static List<Document> ids(int... ids) {
    List<Document> documents = new ArrayList<>();
    for (int id : ids) {
      documents.add(new Document("_id", id));
    }
    return documents;
  }
}
