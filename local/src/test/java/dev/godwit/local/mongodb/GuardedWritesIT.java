package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.UpdateOneModel;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes on the condition that the document is still what was read. */
class GuardedWritesIT {

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  private MongoCollection<Document> collection;

  @BeforeEach
  void oneDocument() {
    collection = mongo.database().getCollection("guarded");
    collection.deleteMany(new Document());
    collection.insertOne(
        Document.parse("{_id: 1, a: 1, s: 'x', sub: {x: 1, y: [1, {z: null}]}, n: null}"));
  }

  @Test
  void matchesTheDocumentThatWasRead() {
    assertThat(matches(read())).isTrue();
    assertThat(collection.updateOne(guard(read()), set("b", 1)).getModifiedCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{_id: 1, a: 2, s: 'x', sub: {x: 1, y: [1, {z: null}]}, n: null}",
        "{_id: 1, a: '1', s: 'x', sub: {x: 1, y: [1, {z: null}]}, n: null}",
        "{_id: 1, s: 'x', a: 1, sub: {x: 1, y: [1, {z: null}]}, n: null}",
        "{_id: 1, a: 1, s: 'x', sub: {y: [1, {z: null}], x: 1}, n: null}",
        "{_id: 1, a: 1, s: 'x', sub: {x: 1, y: [{z: null}, 1]}, n: null}",
        "{_id: 1, a: 1, s: 'x', sub: {x: 1, y: [1, {}]}, n: null}",
        "{_id: 1, a: 1, s: 'x', sub: {x: 1, y: [1, {z: null}]}}",
        "{_id: 1, a: 1, s: 'x', sub: {x: 1, y: [1, {z: null}]}, n: null, more: 1}",
        "{_id: 1, a: 1, s: 'X', sub: {x: 1, y: [1, {z: null}]}, n: null}",
      })
  void doesNotMatchWhatDiffers(String other) {
    assertThat(matches(RawBsonDocument.parse(other))).isFalse();
  }

  @Test
  void isBlindToTheTypeOfNumbersAsTheServerIs() {
    assertThat(
            matches(
                RawBsonDocument.parse(
                    "{_id: 1, a: {$numberLong: '1'}, s: 'x',"
                        + " sub: {x: {$numberDouble: '1.0'}, y: [1, {z: null}]}, n: null}")))
        .isTrue();
  }

  @Test
  void matchesDocumentsOfAllTypes() {
    // given
    Document odd =
        new Document("_id", 2)
            .append("nan", Double.NaN)
            .append("decimal", Decimal128.parse("1.10"))
            .append("date", new Date(-5))
            .append("timestamp", new BsonTimestamp(1, 2))
            .append("binary", new Binary(new byte[] {-1, 0}))
            .append("uuid", Ids.UUID_ID)
            .append("id", new ObjectId())
            .append("regex", new BsonRegularExpression("^a", "i"))
            .append("dollar", "$5")
            .append("path", "$$ROOT")
            .append("empty", new Document())
            .append("none", List.of());
    collection.insertOne(odd);

    // then
    assertThat(matches(raw(2))).isTrue();
    assertThat(collection.updateOne(guard(raw(2)), set("dollar", "$6")).getModifiedCount())
        .isEqualTo(1);
    assertThat(collection.find(eq("_id", 2)).first()).containsEntry("dollar", "$6");
  }

  @Test
  void inABulkOnlyThoseThatMissAreLeftOut() {
    // given
    List<RawBsonDocument> images = new ArrayList<>();
    for (int id = 10; id < 15; id++) {
      collection.insertOne(new Document("_id", id).append("a", id));
      images.add(raw(id));
    }
    collection.updateOne(eq("_id", 12), set("a", "changed"));
    collection.deleteOne(eq("_id", 13));

    // when
    BulkWriteResult result =
        collection.bulkWrite(
            images.stream()
                .map(image -> new UpdateOneModel<Document>(guard(image), set("done", true)))
                .toList());

    // then
    assertThat(result.getMatchedCount()).isEqualTo(3);
    assertThat(collection.countDocuments(eq("done", true))).isEqualTo(3);
    assertThat(collection.find(eq("_id", 12)).first()).containsEntry("a", "changed");
  }

  @Test
  void deletesAreGuardedToo() {
    // given
    RawBsonDocument image = read();
    collection.updateOne(eq("_id", 1), set("a", 2));

    // then
    assertThat(collection.deleteOne(guard(image)).getDeletedCount()).isZero();
    assertThat(collection.bulkWrite(List.of(new DeleteOneModel<>(guard(read())))).getDeletedCount())
        .isEqualTo(1);
  }

  private boolean matches(RawBsonDocument image) {
    return collection.countDocuments(guard(image)) == 1;
  }

  private RawBsonDocument read() {
    return raw(1);
  }

  private RawBsonDocument raw(int id) {
    return collection
        .withDocumentClass(RawBsonDocument.class)
        .find(eq("_id", id))
        .into(new ArrayList<>())
        .get(0);
  }

  private static Bson guard(RawBsonDocument image) {
    return and(
        eq("_id", image.get("_id")),
        new Document(
            "$expr", new Document("$eq", List.of("$$ROOT", new Document("$literal", image)))));
  }
}
