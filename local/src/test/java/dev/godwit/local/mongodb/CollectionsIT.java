package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.ValidationOptions;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CollectionsIT {

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  private MongoDatabase database;
  private MongoCollection<Document> collection;

  @BeforeEach
  void threeDocuments() {
    database = mongo.database();
    database.drop();
    collection = database.getCollection("things");
    for (int id = 0; id < 3; id++) {
      collection.insertOne(new Document("_id", id).append("a", id));
    }
  }

  @Test
  void whatIsNotThereIsEmpty() {
    // given
    MongoCollection<Document> missing = database.getCollection("missing");

    // then
    assertThat(missing.find().first()).isNull();
    assertThat(missing.countDocuments()).isZero();
    assertThat(missing.estimatedDocumentCount()).isZero();
    assertThat(missing.aggregate(List.of()).first()).isNull();
    assertThat(missing.listIndexes().first()).isNull();
    assertThat(missing.updateOne(eq("_id", 1), set("a", 1)).getMatchedCount()).isZero();
    assertThat(missing.deleteMany(new Document()).getDeletedCount()).isZero();
    assertThatCode(missing::drop).doesNotThrowAnyException();
    assertThat(database.listCollectionNames().into(new ArrayList<>())).containsExactly("things");
  }

  @Test
  void collectionsAreListedWithTheirOptions() {
    // given
    Document validator = new Document("a", new Document("$gte", 0));
    database.createCollection(
        "checked",
        new CreateCollectionOptions()
            .validationOptions(new ValidationOptions().validator(validator))
            .collation(Collation.builder().locale("de").build()));
    database.createView("seen", "things", List.of());

    // when
    List<Document> all = database.listCollections().into(new ArrayList<>());
    Document checked = database.listCollections().filter(eq("name", "checked")).first();
    Document seen = database.listCollections().filter(eq("name", "seen")).first();

    // then
    assertThat(all).extracting(info -> info.get("name")).contains("things", "checked", "seen");
    assertThat(checked).isNotNull();
    assertThat(checked).containsEntry("type", "collection");
    assertThat(checked.get("options", Document.class)).containsEntry("validator", validator);
    assertThat(checked.get("options", Document.class).get("collation", Document.class))
        .containsEntry("locale", "de");
    assertThat(seen).isNotNull();
    assertThat(seen).containsEntry("type", "view");
    assertThat(database.listCollections().filter(eq("name", "nowhere")).first()).isNull();
  }

  @Test
  void aCollectionIsCreatedOnce() {
    assertThatThrownBy(() -> database.createCollection("things"))
        .isInstanceOfSatisfying(
            MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(48));
  }

  @Test
  void whatIsDroppedIsGone() {
    // when
    collection.drop();
    collection.insertOne(new Document("_id", 7));

    // then
    assertThat(collection.find().into(new ArrayList<>())).containsExactly(new Document("_id", 7));
    database.drop();
    assertThat(database.listCollectionNames().into(new ArrayList<>())).isEmpty();
  }

  @Test
  void collectionsMayBeRenamed() {
    // when
    collection.renameCollection(new MongoNamespace(database.getName(), "renamed"));

    // then
    assertThat(database.getCollection("renamed").countDocuments(gte("_id", 1))).isEqualTo(2);
    assertThat(database.listCollectionNames().into(new ArrayList<>())).containsExactly("renamed");
  }

  @Test
  void statisticsTellCountAndSize() {
    // when
    Document statistics = database.runCommand(new Document("collStats", "things"));

    // then
    assertThat(statistics.get("count", Number.class).intValue()).isEqualTo(3);
    assertThat(statistics.get("size", Number.class).intValue()).isPositive();
  }

  @Test
  void systemCollectionsAreNotWritten() {
    assertThatThrownBy(() -> database.getCollection("system.things").insertOne(new Document()))
        .isInstanceOf(MongoException.class);
    assertThat(database.listCollectionNames().into(new ArrayList<>())).containsExactly("things");
  }
}
