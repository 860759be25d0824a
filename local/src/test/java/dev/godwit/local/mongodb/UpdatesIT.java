package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.rename;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndReplaceOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import dev.godwit.local.servers.TestMongo;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpdatesIT {

  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
  private static final JsonWriterSettings EXACT =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  private MongoCollection<Document> collection;

  @BeforeEach
  void empty() {
    collection = mongo.database().getCollection("updates");
    collection.deleteMany(new Document());
  }

  @Test
  void aReplacementHasTheFieldsInItsOwnOrderBehindTheId() {
    // given
    insert("{_id: 1, a: 1, b: 2, c: 3}");

    // when
    UpdateResult result = collection.replaceOne(eq("_id", 1), doc("{z: 1, c: 3, _id: 1, a: 5}"));

    // then
    assertThat(result.getModifiedCount()).isEqualTo(1);
    isStored("{_id: 1, z: 1, c: 3, a: 5}");
  }

  @Test
  void anotherOrderOfFieldsIsAChange() {
    // given
    insert("{_id: 1, a: 1, sub: {x: 1, y: 2}}");

    // then
    assertThat(replace("{_id: 1, sub: {x: 1, y: 2}, a: 1}").getModifiedCount()).isEqualTo(1);
    isStored("{_id: 1, sub: {x: 1, y: 2}, a: 1}");
    assertThat(replace("{_id: 1, sub: {y: 2, x: 1}, a: 1}").getModifiedCount()).isEqualTo(1);
    isStored("{_id: 1, sub: {y: 2, x: 1}, a: 1}");
    assertThat(replace("{_id: 1, sub: {y: 2, x: 1}, a: 1}").getModifiedCount()).isZero();
  }

  @Test
  void anotherTypeOfNumberIsAChange() {
    // given
    insert("{_id: 1, a: {'$numberInt': '1'}}");

    // then
    assertThat(replace("{_id: 1, a: {'$numberLong': '1'}}").getModifiedCount()).isEqualTo(1);
    isStored("{_id: 1, a: {'$numberLong': '1'}}");
    assertThat(collection.updateOne(eq("_id", 1), set("a", 1.0)).getModifiedCount()).isEqualTo(1);
    isStored("{_id: 1, a: {'$numberDouble': '1.0'}}");
    assertThat(collection.updateOne(eq("_id", 1), set("a", 1.0)).getModifiedCount()).isZero();
  }

  @Test
  void anIdMayNotBeChanged() {
    // given
    insert("{_id: 1, a: 1}");

    // then
    assertThatThrownBy(() -> replace("{_id: 2, a: 1}")).isInstanceOf(MongoWriteException.class);
    assertThatThrownBy(() -> collection.updateOne(eq("_id", 1), set("_id", 2)))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(66));
    isStored("{_id: 1, a: 1}");
  }

  @Test
  void operatorsKeepTheOrderAndAddFieldsSorted() {
    // given
    insert("{_id: 1, m: 1, c: 1}");

    // when
    collection.updateOne(
        eq("_id", 1), combine(set("z", 1), set("c", 2), inc("b", 1), unset("m"), set("a", 1)));

    // then
    isStored("{_id: 1, c: 2, a: 1, b: 1, z: 1}");
  }

  @Test
  void operatorsReachIntoDocumentsAndArrays() {
    // given
    insert("{_id: 1, sub: {x: 1}, list: [1, {n: 1}], old: 5}");

    // when
    collection.updateOne(
        eq("_id", 1),
        combine(set("sub.y.z", 2), set("list.1.n", 7), push("more", "x"), rename("old", "moved")));

    // then
    isStored("{_id: 1, sub: {x: 1, y: {z: 2}}, list: [1, {n: 7}], more: ['x'], moved: 5}");
  }

  @Test
  void arrayFiltersSelectElements() {
    // given
    insert("{_id: 1, list: [{n: 1}, {n: 5}, {n: 7}]}");
    insert("{_id: 2, list: [{n: 0}]}");

    // when
    UpdateResult result =
        collection.updateMany(
            new Document(),
            set("list.$[large].big", true),
            new UpdateOptions().arrayFilters(List.of(gt("large.n", 4))));

    // then
    assertThat(result.getMatchedCount()).isEqualTo(2);
    assertThat(result.getModifiedCount()).isEqualTo(1);
    isStored("{_id: 1, list: [{n: 1}, {n: 5, big: true}, {n: 7, big: true}]}");
  }

  @Test
  void theFieldOfThePositionalOperatorIsTheOneThatMatched() {
    // given
    insert("{_id: 1, list: [1, 5, 5]}");

    // when
    collection.updateOne(and(eq("_id", 1), eq("list", 5)), set("list.$", 6));

    // then
    isStored("{_id: 1, list: [1, 6, 5]}");
  }

  @Test
  void anUpsertStartsFromTheEqualitiesOfItsFilter() {
    // when
    UpdateResult result =
        collection.updateOne(
            and(eq("_id", 1), eq("kind", new Document("$eq", "x")), gt("n", 5)),
            combine(set("a", 1), setOnInsert("b", 2)),
            UPSERT);

    // then
    assertThat(result.getUpsertedId()).isEqualTo(new BsonInt32(1));
    assertThat(result.getMatchedCount()).isZero();
    isStored("{_id: 1, kind: 'x', a: 1, b: 2}");
  }

  @Test
  void anUpsertOfWhatIsThereUpdatesIt() {
    // given
    insert("{_id: 1, a: 1}");

    // when
    UpdateResult result =
        collection.updateOne(eq("_id", 1), combine(set("a", 2), setOnInsert("b", 2)), UPSERT);

    // then
    assertThat(result.getUpsertedId()).isNull();
    assertThat(result.getMatchedCount()).isEqualTo(1);
    isStored("{_id: 1, a: 2}");
  }

  @Test
  void aReplacementMayInsert() {
    // when
    collection.replaceOne(
        eq("_id", new Document("$eq", 1)), doc("{b: 1, a: 2}"), new ReplaceOptions().upsert(true));

    // then
    isStored("{_id: 1, b: 1, a: 2}");
  }

  @Test
  void anUpsertWithoutAnIdMakesOne() {
    // when
    UpdateResult result = collection.updateOne(eq("a", 1), set("b", 2), UPSERT);

    // then
    assertThat(result.getUpsertedId()).isNotNull();
    assertThat(result.getUpsertedId().isObjectId()).isTrue();
    assertThat(collection.find().first()).containsEntry("a", 1).containsEntry("b", 2);
  }

  @Test
  void findAndModifyGivesTheDocumentBeforeOrAfter() {
    // given
    insert("{_id: 1, a: 1}");
    FindOneAndUpdateOptions after =
        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    // then
    assertThat(collection.findOneAndUpdate(eq("_id", 1), inc("a", 1)))
        .isEqualTo(doc("{_id: 1, a: 1}"));
    assertThat(collection.findOneAndUpdate(eq("_id", 1), inc("a", 1), after))
        .isEqualTo(doc("{_id: 1, a: 3}"));
    assertThat(collection.findOneAndUpdate(eq("_id", 9), inc("a", 1), after)).isNull();
    assertThat(collection.findOneAndDelete(eq("_id", 1))).isEqualTo(doc("{_id: 1, a: 3}"));
    assertThat(collection.countDocuments()).isZero();
  }

  @Test
  void findAndReplaceKeepsTheOrderOfTheReplacement() {
    // given
    insert("{_id: 1, a: 1}");

    // when
    Document after =
        collection.findOneAndReplace(
            eq("_id", 1),
            doc("{z: 1, m: 2, a: 3, b: 4}"),
            new FindOneAndReplaceOptions().returnDocument(ReturnDocument.AFTER));

    // then
    assertThat(after).isNotNull();
    assertThat(after.keySet()).containsExactly("_id", "z", "m", "a", "b");
    isStored("{_id: 1, z: 1, m: 2, a: 3, b: 4}");
  }

  @Test
  void findAndModifyTakesTheFirstInTheOrderAskedFor() {
    // given
    collection.insertMany(Arrays.asList(doc("{_id: 1, a: 1}"), doc("{_id: 2, a: 2}")));

    // then
    assertThat(
            collection.findOneAndUpdate(
                new Document(),
                set("b", 1),
                new FindOneAndUpdateOptions().sort(new Document("_id", -1))))
        .containsEntry("_id", 2);
  }

  @Test
  void currentDateIsStoredAsItIsRead() {
    // given
    insert("{_id: 1}");
    collection.updateOne(eq("_id", 1), currentDate("sub.at"));

    // when
    Document read = collection.find().first();

    // then
    assertThat(collection.countDocuments(eq("sub.at", read.get("sub", Document.class).get("at"))))
        .isEqualTo(1);
    assertThat(collection.countDocuments(eq("sub", read.get("sub")))).isEqualTo(1);
  }

  private UpdateResult replace(String json) {
    return collection.replaceOne(eq("_id", 1), doc(json));
  }

  private void insert(String json) {
    collection.insertOne(doc(json));
  }

  private void isStored(String json) {
    Document found = collection.find(eq("_id", 1)).first();
    assertThat(found).isNotNull();
    assertThat(found.toJson(EXACT)).isEqualTo(doc(json).toJson(EXACT));
  }

  private static Document doc(String json) {
    return Document.parse(json);
  }
}
