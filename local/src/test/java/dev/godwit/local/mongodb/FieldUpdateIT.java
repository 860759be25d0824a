package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.godwit.local.servers.TestMongo;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where paths of {@code $set} and {@code $unset} lead. */
class FieldUpdateIT {

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  private MongoCollection<Document> collection;

  @BeforeEach
  void empty() {
    collection = mongo.database().getCollection("fields");
    collection.deleteMany(new Document());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // before | update | after
        "{_id: 1}                 | {$set: {'a.b.c': 1}}           | {_id: 1, a: {b: {c: 1}}}",
        "{_id: 1}                 | {$set: {'a.0': 1}}             | {_id: 1, a: {'0': 1}}",
        "{_id: 1, a: [1, 2]}      | {$set: {'a.0': 5}}             | {_id: 1, a: [5, 2]}",
        "{_id: 1, a: [1]}         | {$set: {'a.3': 5}}             | {_id: 1, a: [1, null, null, 5]}",
        "{_id: 1, a: [{b: 1}]}    | {$set: {'a.0.b': 5}}           | {_id: 1, a: [{b: 5}]}",
        "{_id: 1, a: [{b: 1}]}    | {$set: {'a.1.b': 5}}           | {_id: 1, a: [{b: 1}, {b: 5}]}",
        "{_id: 1, a: {z: 1}}      | {$set: {'a.y': 1, 'a.x': 1}}   | {_id: 1, a: {z: 1, x: 1, y: 1}}",
        "{_id: 1}                 | {$set: {'n.10': 1, 'n.9': 1, 'n.x': 1}} | {_id: 1, n: {'9': 1, '10': 1, x: 1}}",
        "{_id: 1, b: 1}           | {$set: {z: 1, a: 2, b: 3}}     | {_id: 1, b: 3, a: 2, z: 1}",
        "{_id: 1, a: {b: 1, c: 2}}| {$unset: {'a.b': ''}}          | {_id: 1, a: {c: 2}}",
        "{_id: 1, a: [1, 2]}      | {$unset: {'a.0': ''}}          | {_id: 1, a: [null, 2]}",
        "{_id: 1, a: [1, 2]}      | {$unset: {'a.5': '', 'a.b': ''}} | {_id: 1, a: [1, 2]}",
        "{_id: 1, a: null}        | {$unset: {'a.b': '', x: ''}}   | {_id: 1, a: null}",
        "{_id: 1, a: 1}           | {$set: {b: 1}, $unset: {a: ''}, $setOnInsert: {c: 1}} | {_id: 1, b: 1}",
      })
  void fieldsChange(String before, String update, String after) {
    // given
    collection.insertOne(Document.parse(before));

    // when
    collection.updateOne(eq("_id", 1), Document.parse(update));

    // then
    assertThat(stored()).isEqualTo(Document.parse(after).toJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // before | update | code
        "{_id: 1, a: null}        | {$set: {'a.b': 1}}             | 28",
        "{_id: 1, a: 'text'}      | {$set: {'a.b.c': 1}}           | 28",
        "{_id: 1, a: [1]}         | {$set: {'a.b': 1}}             | 28",
        "{_id: 1, a: [1]}         | {$set: {'a.0.b': 1}}           | 28",
        "{_id: 1}                 | {$set: {a: 1, 'a.b': 1}}       | 40",
        "{_id: 1}                 | {$set: {a: 1}, $unset: {a: ''}} | 40",
        "{_id: 1}                 | {$set: {'a..b': 1}}            | 56",
        "{_id: 1}                 | {$set: {'a.': 1}}              | 56",
        "{_id: 1}                 | {$unset: {_id: ''}}            | 66",
      })
  void pathsThatLeadNowhereAreRefused(String before, String update, int code) {
    // given
    collection.insertOne(Document.parse(before));

    // then
    assertThatThrownBy(() -> collection.updateOne(eq("_id", 1), Document.parse(update)))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(code));
    assertThat(stored()).isEqualTo(Document.parse(before).toJson());
  }

  private String stored() {
    Document found = collection.find(eq("_id", 1)).first();
    assertThat(found).isNotNull();
    return found.toJson();
  }
}
