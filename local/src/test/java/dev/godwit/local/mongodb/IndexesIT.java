package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IndexesIT {

  private static final IndexOptions UNIQUE = new IndexOptions().unique(true);

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  private MongoCollection<Document> collection;

  @BeforeEach
  void tenDocuments() {
    collection = mongo.database().getCollection("indexes");
    collection.drop();
    for (int i = 0; i < 10; i++) {
      collection.insertOne(new Document("_id", i).append("code", "c" + i).append("half", i % 2));
    }
  }

  @Test
  void aDuplicateIsAWriteErrorWithTheIndexOfTheWrite() {
    // given
    collection.createIndex(Indexes.ascending("code"), UNIQUE);

    // when
    MongoBulkWriteException failure =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                collection.bulkWrite(
                    List.of(
                        new UpdateOneModel<>(eq("_id", 1), set("half", 7)),
                        new UpdateOneModel<>(eq("_id", 2), set("code", "c3")),
                        new InsertOneModel<>(new Document("code", "new")))));

    // then
    assertThat(failure.getWriteErrors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getIndex()).isEqualTo(1);
              assertThat(error.getCode()).isEqualTo(11000);
              assertThat(error.getMessage()).contains("code_1");
            });
    assertThat(failure.getWriteResult().getMatchedCount()).isEqualTo(1);
    assertThat(collection.find(eq("_id", 2)).first()).containsEntry("code", "c2");
    assertThat(collection.countDocuments(eq("code", "new"))).isZero();
  }

  @Test
  void insertsReplacementsPipelinesAndUpsertsAreCheckedToo() {
    // given
    collection.createIndex(Indexes.ascending("code"), UNIQUE);
    Document duplicate = new Document("code", "c3");

    // then
    assertThatThrownBy(() -> collection.insertOne(duplicate))
        .isInstanceOf(MongoWriteException.class);
    assertThatThrownBy(() -> collection.replaceOne(eq("_id", 1), duplicate))
        .isInstanceOf(MongoWriteException.class);
    assertThatThrownBy(
            () -> collection.updateOne(eq("_id", 1), List.of(new Document("$set", duplicate))))
        .isInstanceOf(MongoWriteException.class);
    assertThatThrownBy(() -> collection.findOneAndUpdate(eq("_id", 1), set("code", "c3")))
        .isInstanceOfAny(MongoCommandException.class, DuplicateKeyException.class);
    assertThat(collection.countDocuments()).isEqualTo(10);
    assertThat(collection.find(eq("_id", 1)).first()).containsEntry("code", "c1");
  }

  @Test
  void aKeyThatIsGivenUpIsFreeAgain() {
    // given
    collection.createIndex(Indexes.ascending("code"), UNIQUE);

    // when
    collection.updateOne(eq("_id", 1), set("code", "other"));
    collection.deleteOne(eq("_id", 2));

    // then
    collection.insertOne(new Document("_id", 11).append("code", "c1"));
    collection.insertOne(new Document("_id", 12).append("code", "c2"));
    assertThat(collection.find(eq("code", "c1")).first()).containsEntry("_id", 11);
  }

  @Test
  void anIndexIsNotMadeOverDuplicates() {
    assertThatThrownBy(() -> collection.createIndex(Indexes.ascending("half"), UNIQUE))
        .isInstanceOfAny(MongoCommandException.class, DuplicateKeyException.class)
        .hasMessageContaining("E11000");
  }

  @Test
  void indexesAreListedAndDropped() {
    // when
    collection.createIndex(Indexes.ascending("half"));
    collection.createIndex(Indexes.compoundIndex(Indexes.ascending("half", "code")));
    collection.dropIndex("half_1");

    // then
    assertThat(collection.listIndexes().into(new ArrayList<>()))
        .extracting(index -> index.get("name"))
        .containsExactly("_id_", "half_1_code_1");
  }

  @Test
  void aPlainIndexIsUsedForEqualities() {
    // given
    collection.createIndex(Indexes.ascending("half"));

    // then
    assertThat(idsOf(eq("half", 1))).containsExactlyInAnyOrder(1, 3, 5, 7, 9);
    assertThat(examinedBy(() -> idsOf(eq("half", 1)))).isEqualTo(5);
    assertThat(examinedBy(() -> idsOf(in("half", 5, 6)))).isZero();
    assertThat(examinedBy(() -> idsOf(gte("half", 1)))).isEqualTo(10);
  }

  @Test
  void aPlainIndexFollowsEveryWrite() {
    // given
    collection.createIndex(Indexes.ascending("half"));

    // when
    collection.updateOne(eq("_id", 1), set("half", 5));
    collection.updateOne(eq("_id", 2), List.of(new Document("$set", new Document("half", 5))));
    collection.replaceOne(eq("_id", 3), new Document("half", 5));
    collection.findOneAndUpdate(eq("_id", 4), inc("half", 5));
    collection.updateOne(eq("_id", 5), unset("half"));
    collection.deleteOne(eq("_id", 7));
    collection.findOneAndDelete(eq("_id", 9));
    collection.insertOne(new Document("_id", 10).append("half", Arrays.asList(5, 1)));

    // then
    assertThat(idsOf(eq("half", 5))).containsExactlyInAnyOrder(1, 2, 3, 4, 10);
    assertThat(idsOf(eq("half", 1))).containsExactly(10);
    assertThat(idsOf(eq("half", null))).containsExactly(5);
  }

  private long examinedBy(Runnable operation) {
    long before = mongo.embedded().documentsExamined();
    operation.run();
    return mongo.embedded().documentsExamined() - before;
  }

  private List<Object> idsOf(Bson filter) {
    List<Object> ids = new ArrayList<>();
    collection.find(filter).forEach(document -> ids.add(document.get("_id")));
    return ids;
  }
}
