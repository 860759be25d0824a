package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoQueryException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.DeleteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsIT {

  private static final Document BY_ID = new Document("_id", 1);

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
  void whatAWorkerAsksForOfAServerIsAccepted() {
    // given
    MongoCollection<Document> careful =
        collection
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(
                WriteConcern.MAJORITY.withJournal(true).withWTimeout(5, TimeUnit.SECONDS))
            .withReadPreference(ReadPreference.primary());

    // then
    assertThat(
            careful
                .find(gte("_id", 1))
                .sort(BY_ID)
                .hint(BY_ID)
                .comment("godwit")
                .maxTime(5, TimeUnit.SECONDS)
                .noCursorTimeout(true)
                .allowDiskUse(true)
                .projection(new Document("a", 1))
                .into(new ArrayList<>()))
        .hasSize(2);
    assertThat(
            careful
                .updateOne(eq("_id", 1), inc("a", 1), new UpdateOptions().hint(BY_ID).comment("x"))
                .getModifiedCount())
        .isEqualTo(1);
    assertThat(
            careful
                .bulkWrite(
                    List.of(
                        new UpdateOneModel<>(
                            eq("_id", 1), inc("a", 1), new UpdateOptions().hint(BY_ID))),
                    new BulkWriteOptions().comment("x").bypassDocumentValidation(true))
                .getModifiedCount())
        .isEqualTo(1);
    assertThat(
            careful.findOneAndUpdate(
                eq("_id", 1),
                inc("a", 1),
                new FindOneAndUpdateOptions().hint(BY_ID).maxTime(5, TimeUnit.SECONDS)))
        .containsEntry("a", 3);
    assertThat(
            careful
                .aggregate(List.of())
                .hint(BY_ID)
                .comment("x")
                .maxTime(5, TimeUnit.SECONDS)
                .allowDiskUse(true)
                .into(new ArrayList<>()))
        .hasSize(3);
    assertThat(
            careful.countDocuments(
                new Document(), new CountOptions().hint(BY_ID).maxTime(5, TimeUnit.SECONDS)))
        .isEqualTo(3);
    assertThat(careful.deleteOne(eq("_id", 2), new DeleteOptions().hint(BY_ID)).getDeletedCount())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{find: 'things', filter: {_id: 1}}",
        "{aggregate: 'things', pipeline: [], cursor: {}}",
        "{count: 'things', query: {}}",
        "{insert: 'things', documents: [{_id: 9}]}",
        "{update: 'things', updates: [{q: {_id: 1}, u: {$set: {a: 5}}}]}",
        "{delete: 'things', deletes: [{q: {_id: 1}, limit: 1}]}",
        "{findAndModify: 'things', query: {_id: 1}, update: {$set: {a: 5}}}",
      })
  void fieldsOfSessionsAreIgnored(String command) {
    // given
    mongo.embedded();
    Document withSession =
        Document.parse(command)
            .append("lsid", new Document("id", Ids.UUID_ID))
            .append("txnNumber", 1L)
            .append("$clusterTime", new Document("clusterTime", new BsonTimestamp(1, 1)))
            .append("readConcern", new Document("level", "majority"))
            .append("writeConcern", new Document("w", "majority"));

    // then
    assertThat(database.runCommand(withSession).get("ok", Number.class).intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{insert: 5, documents: []}",
        "{update: 'things', updates: [{q: {_id: 1}}]}",
        "{update: 'things', updates: [{u: {a: 1}}]}",
        "{delete: 'things', deletes: [{limit: 1}]}",
        "{findAndModify: 'things', query: {}}",
      })
  void aMalformedCommandChangesNothing(String command) {
    // given
    List<Document> before = collection.find().into(new ArrayList<>());

    // when
    try {
      assertThat(database.runCommand(Document.parse(command))).containsKey("writeErrors");
    } catch (MongoCommandException e) {
      assertThat(e.getErrorMessage()).isNotEmpty();
    }

    // then
    assertThat(collection.find().into(new ArrayList<>())).isEqualTo(before);
  }

  @Test
  void counts() {
    assertThat(collection.countDocuments()).isEqualTo(3);
    assertThat(collection.countDocuments(gte("a", 1))).isEqualTo(2);
    assertThat(collection.countDocuments(gte("a", 1), new CountOptions().limit(1))).isEqualTo(1);
    assertThat(collection.countDocuments(gte("a", 9))).isZero();
    assertThat(collection.estimatedDocumentCount()).isEqualTo(3);
    assertThat(collection.distinct("a", Integer.class).into(new ArrayList<>()))
        .containsExactly(0, 1, 2);
  }

  @Test
  void helloIsAnswered() {
    // when
    Document hello = database.runCommand(new Document("hello", 1));

    // then
    assertThat(hello).containsEntry("isWritablePrimary", true);
    assertThat(hello).containsEntry("maxBsonObjectSize", 16 * 1024 * 1024);
    assertThat(database.runCommand(new Document("ping", 1)).get("ok", Number.class).intValue())
        .isEqualTo(1);
  }

  @Test
  void anUnknownCommandIsAnErrorWithACode() {
    assertThatThrownBy(() -> database.runCommand(new Document("fly", 1)))
        .isInstanceOfSatisfying(
            MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(59));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{$and: []}", "{$or: 5}", "{$nowhere: 1}", "{a: {$nowhere: 1}}", "{a: {$in: 5}}"})
  void aMalformedFilterIsAnErrorWithACode(String filter) {
    assertThatThrownBy(() -> collection.find(Document.parse(filter)).first())
        .isInstanceOfSatisfying(
            MongoQueryException.class, e -> assertThat(e.getErrorCode()).isEqualTo(2));
    assertThatThrownBy(() -> collection.updateOne(Document.parse(filter), set("b", 1)))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(2));
  }

  /** The embedded server knows no others. */
  @Test
  void binariesKeepTheirSubtype() {
    // given
    BsonArray all = new BsonArray();
    for (byte subtype : new byte[] {0, 3, 4}) {
      all.add(new BsonBinary(subtype, new byte[16]));
    }

    // when
    collection.insertOne(new Document("_id", "binaries").append("all", all));

    // then
    assertThat(collection.withDocumentClass(BsonDocument.class).find(eq("_id", "binaries")).first())
        .containsEntry("all", all);
  }
}
