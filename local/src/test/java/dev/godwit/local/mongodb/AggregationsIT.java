package dev.godwit.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AggregationsIT {

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  @BeforeAll
  static void places() {
    collection("places")
        .insertMany(
            List.of(
                Document.parse("{_id: 1, name: 'Aa', country: 'DE', tags: ['x', 'y']}"),
                Document.parse("{_id: 2, name: 'Aa', country: 'DE', tags: []}"),
                Document.parse("{_id: 3, name: 'Bb', country: 'FR', tags: ['x']}")));
    collection("countries").insertOne(Document.parse("{_id: 'DE', name: 'Germany'}"));
  }

  private static MongoCollection<Document> collection(String name) {
    return mongo.database().getCollection(name);
  }

  @Test
  void duplicatesAreFoundWithOneQuery() {
    assertThat(
            run(
                "places",
                "{$match: {name: {$in: ['Aa', 'Bb']}}}",
                "{$group: {_id: {name: '$name', country: '$country'}, first: {$min: '$_id'},"
                    + " n: {$sum: 1}}}",
                "{$match: {n: {$gt: 1}}}"))
        .containsExactly("{_id: {name: 'Aa', country: 'DE'}, first: 1, n: 2}");
  }

  @Test
  void otherCollectionsAreLookedUp() {
    assertThat(
            run(
                "places",
                "{$match: {_id: {$gte: 2}}}",
                "{$lookup: {from: 'countries', localField: 'country', foreignField: '_id',"
                    + " as: 'c'}}",
                "{$match: {c: []}}",
                "{$project: {_id: 1}}"))
        .containsExactly("{_id: 3}");
  }

  @Test
  void sortsSkipsAndCountsInTheOrderOfTheStages() {
    assertThat(
            run(
                "places",
                "{$sort: {name: -1, _id: -1}}",
                "{$skip: 1}",
                "{$limit: 1}",
                "{$project: {_id: 1}}"))
        .containsExactly("{_id: 2}");
    assertThat(run("places", "{$limit: 2}", "{$match: {country: 'FR'}}")).isEmpty();
    assertThat(
            run(
                "places",
                "{$match: {_id: {$gt: 1}}}",
                "{$match: {_id: {$lt: 9}}}",
                "{$count: 'n'}"))
        .containsExactly("{n: 2}");
    assertThat(run("places", "{$unwind: '$tags'}", "{$sortByCount: '$tags'}"))
        .containsExactly("{_id: 'x', count: 2}", "{_id: 'y', count: 1}");
  }

  @Test
  void resultsAreMergedIntoACollection() {
    // when
    run(
        "places",
        "{$group: {_id: '$country', n: {$sum: 1}}}",
        "{$merge: {into: 'countries', on: '_id', whenMatched: 'merge'}}");

    // then
    assertThat(run("countries", "{$sort: {_id: 1}}"))
        .containsExactly("{_id: 'DE', name: 'Germany', n: 2}", "{_id: 'FR', n: 1}");
  }

  @Test
  void resultsReplaceACollection() {
    // when
    run("places", "{$match: {_id: 3}}", "{$set: {copied: true}}", "{$out: 'copy'}");

    // then
    assertThat(run("copy", "{$project: {copied: 1}}")).containsExactly("{_id: 3, copied: true}");
  }

  @Test
  void nothingOfTheCollectionIsChangedByStages() {
    // given
    List<Document> before = collection("places").find().into(new ArrayList<>());

    // when
    run(
        "places",
        "{$set: {'a.b': 1, tags: []}}",
        "{$unset: ['name', 'a.b']}",
        "{$addFields: {z: '$$ROOT'}}",
        "{$unwind: '$z'}",
        "{$unset: 'z.name'}");

    // then
    assertThat(collection("places").find().into(new ArrayList<>())).isEqualTo(before);
  }

  @Test
  void anUnknownStageIsAnErrorWithACode() {
    assertThatThrownBy(() -> run("places", "{$nowhere: 1}"))
        .isInstanceOfSatisfying(
            MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(40324));
  }

  /** As JSON in which the order of fields tells. */
  private static List<String> run(String collection, String... stages) {
    return collection(collection)
        .aggregate(Arrays.stream(stages).map(Document::parse).toList())
        .into(new ArrayList<>())
        .stream()
        .map(Document::toJson)
        .map(json -> json.replace('"', '\'').replaceAll("'(\\w+)':", "$1:"))
        .toList();
  }
}
