package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOneModel;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LargeDocumentsIT {

  private static final int MEGABYTE = 1024 * 1024;

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  private MongoCollection<Document> collection;

  @BeforeEach
  void fifteenMegabytes() {
    collection = mongo.database().getCollection("large");
    collection.deleteMany(new Document());
    collection.insertOne(new Document("_id", 1).append("text", "x".repeat(15 * MEGABYTE)));
  }

  @Test
  void anUpdateMayNotGrowADocumentBeyondTheLimit() {
    assertThatThrownBy(() -> collection.updateOne(eq("_id", 1), set("more", more())))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(17419));
    assertThat(collection.countDocuments(eq("more", more()))).isZero();
  }

  @Test
  void noPipelineMayEither() {
    // given
    Document doubled = new Document("$set", new Document("again", "$text"));

    // then
    assertThatThrownBy(() -> collection.updateOne(eq("_id", 1), List.of(doubled)))
        .isInstanceOfSatisfying(
            MongoWriteException.class,
            // 17419 where the update is checked, 10334 where already the pipeline is
            e -> assertThat(e.getCode()).isIn(17419, 10334));
  }

  @Test
  void anOrderedBulkStopsThere() {
    // given
    collection.insertOne(new Document("_id", 2));
    collection.insertOne(new Document("_id", 3));

    // when
    MongoBulkWriteException failure =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                collection.bulkWrite(
                    List.of(
                        new UpdateOneModel<>(eq("_id", 2), set("a", 1)),
                        new UpdateOneModel<>(eq("_id", 1), push("list", more())),
                        new UpdateOneModel<>(eq("_id", 3), set("a", 1)))));

    // then
    assertThat(failure.getWriteErrors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getIndex()).isEqualTo(1);
              assertThat(error.getCode()).isEqualTo(17419);
            });
    assertThat(failure.getWriteResult().getModifiedCount()).isEqualTo(1);
    assertThat(collection.countDocuments(eq("a", 1))).isEqualTo(1);
  }

  @Test
  void resultsBeyondOneReplyComeInSeveral() {
    // given
    for (int id = 2; id <= 6; id++) {
      collection.insertOne(new Document("_id", id).append("text", "y".repeat(10 * MEGABYTE)));
    }

    // then
    assertThat(collection.find().into(new ArrayList<>())).hasSize(6);
    assertThat(collection.aggregate(List.of()).into(new ArrayList<>())).hasSize(6);
  }

  private static String more() {
    return "y".repeat(2 * MEGABYTE);
  }
}
