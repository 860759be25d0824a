package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineUpdatesIT {

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  private MongoCollection<Document> collection;

  @BeforeEach
  void empty() {
    collection = mongo.database().getCollection("pipelines");
    collection.deleteMany(new Document());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // before | stage | after
        "{_id: 1, a: 1}          | {$set: {b: '$a'}}                    | {_id: 1, a: 1, b: 1}",
        "{_id: 1, a: 1}          | {$addFields: {b: {$add: ['$a', 1]}}} | {_id: 1, a: 1, b: 2}",
        "{_id: 1, b: 2, a: 1}    | {$set: {z: 1, a: 5, c: 1}}           | {_id: 1, b: 2, a: 5, z: 1, c: 1}",
        "{_id: 1, a: 1, b: 2}    | {$set: {a: '$b', b: '$a'}}           | {_id: 1, a: 2, b: 1}",
        "{_id: 1, a: {x: 1}}     | {$set: {'a.y': 2}}                   | {_id: 1, a: {x: 1, y: 2}}",
        "{_id: 1, a: {x: 1}}     | {$set: {a: {y: 2}}}                  | {_id: 1, a: {x: 1, y: 2}}",
        "{_id: 1, a: {x: 1}}     | {$set: {a: {$literal: {y: 2}}}}      | {_id: 1, a: {y: 2}}",
        "{_id: 1, a: [{x: 1}, 5]}| {$set: {'a.y': 2}}                   | {_id: 1, a: [{x: 1, y: 2}, {y: 2}]}",
        "{_id: 1, a: 1, b: 2}    | {$set: {a: '$$REMOVE'}}              | {_id: 1, b: 2}",
        "{_id: 1, a: 1}          | {$set: {b: '$nothing'}}              | {_id: 1, a: 1}",
        "{_id: 1, a: 1}          | {$set: {a: '$nothing'}}              | {_id: 1}",
        "{_id: 1, a: 1, b: 2}    | {$unset: 'a'}                        | {_id: 1, b: 2}",
        "{_id: 1, a: 1, b: {c: 1, d: 2}} | {$unset: ['a', 'b.c', 'x']}  | {_id: 1, b: {d: 2}}",
        "{_id: 1, a: {x: 1}}     | {$replaceWith: '$a'}                 | {_id: 1, x: 1}",
        "{_id: 1, a: {x: 1}}     | {$replaceRoot: {newRoot: '$a'}}      | {_id: 1, x: 1}",
        "{_id: 1, b: 1, a: 2}    | {$replaceWith: {$mergeObjects: [{c: 3}, '$$ROOT']}} | {_id: 1, c: 3, b: 1, a: 2}",
        "{_id: 1, b: 1, a: 2}    | {$project: {a: 1, c: {$add: ['$b', 1]}}} | {_id: 1, a: 2, c: 2}",
        "{_id: 1, b: 1, a: 2}    | {$project: {a: 0}}                   | {_id: 1, b: 1}",
        "{_id: 1, isPro: true}   | {$set: {plan: {$cond: ['$isPro', 'pro', 'basic']}}} | {_id: 1, isPro: true, plan: 'pro'}",
        "{_id: 1}                | {$set: {plan: {$cond: ['$isPro', 'pro', 'basic']}}} | {_id: 1, plan: 'basic'}",
        "{_id: 1, a: ''}         | {$set: {a: {$cond: [{$eq: ['$a', '']}, '$$REMOVE', '$a']}}} | {_id: 1}",
        "{_id: 1, a: 'x'}        | {$set: {a: {$cond: [{$eq: ['$a', '']}, '$$REMOVE', '$a']}}} | {_id: 1, a: 'x'}",
        "{_id: 1, a: '12.5'}     | {$set: {a: {$toDouble: '$a'}}}       | {_id: 1, a: 12.5}",
        "{_id: 1, a: ' X '}      | {$set: {a: {$trim: {input: {$toLower: '$a'}}}}} | {_id: 1, a: 'x'}",
        "{_id: 1, a: null}       | {$set: {b: {$ifNull: ['$a', 'none']}}} | {_id: 1, a: null, b: 'none'}",
        "{_id: 1, b: 1, a: ''}   | {$project: {a: {$ifNull: ['$x', '$$REMOVE']}, b: 1}} | {_id: 1, b: 1}",
        "{_id: 1, a: 'x'}        | {$set: {b: {$switch: {branches: [{case: {$eq: ['$a', 'x']}, then: 1}], default: 2}}}} | {_id: 1, a: 'x', b: 1}",
        "{_id: 1, a: 2}          | {$set: {b: {$let: {vars: {x: '$a'}, in: {$add: ['$$x', '$a']}}}}} | {_id: 1, a: 2, b: 4}",
        "{_id: 1, a: 2.5}        | {$set: {b: {$round: ['$a', 0]}, t: {$type: '$a'}}} | {_id: 1, a: 2.5, b: 2.0, t: 'double'}",
        "{_id: 1, a: 'b-c'}      | {$set: {a: {$replaceAll: {input: '$a', find: '-', replacement: {$literal: '$'}}}}} | {_id: 1, a: 'b$c'}",
        "{_id: 1, a: 'Bee'}      | {$set: {a: {$regexMatch: {input: '$a', regex: '^b', options: 'i'}}}} | {_id: 1, a: true}",
        "{_id: 1, a: 'x y'}      | {$set: {a: {$arrayElemAt: [{$split: ['$a', ' ']}, 1]}}} | {_id: 1, a: 'y'}",
        "{_id: 1, a: '5'}        | {$set: {a: {$convert: {input: '$a', to: 'int', onError: null}}}} | {_id: 1, a: 5}",
        "{_id: 1, a: 'x'}        | {$set: {a: {$convert: {input: '$a', to: 'int', onError: 0}}}} | {_id: 1, a: 0}",
        "{_id: 1, a: {$date: '2026-01-02T03:04:05Z'}} | {$set: {a: {$dateToString: {format: '%Y-%m-%d', date: '$a'}}}} | {_id: 1, a: '2026-01-02'}",
        "{_id: 1, a: [{n: 1}, {n: 2}]} | {$set: {a: '$a.n', c: {$filter: {input: '$a', as: 'e', cond: {$gt: ['$$e.n', 1]}}}}} | {_id: 1, a: [1, 2], c: [{n: 2}]}",
        "{_id: 1, a: [1, 2]}     | {$set: {s: {$reduce: {input: '$a', initialValue: 0, in: {$add: ['$$value', '$$this']}}}}} | {_id: 1, a: [1, 2], s: 3}",
        "{_id: 1, a: {k: 'v'}}   | {$set: {a: {$map: {input: {$objectToArray: '$a'}, in: {$concat: ['$$this.k', '=', '$$this.v']}}}}} | {_id: 1, a: ['k=v']}",
        "{_id: 1, a: 1}          | {$set: {b: {$and: ['$a', {$not: ['$x']}]}, c: {$or: ['$x', null]}}} | {_id: 1, a: 1, b: true, c: false}",
        "{_id: 1, a: 1}          | {$set: {l: ['$a', '$nothing']}}      | {_id: 1, a: 1, l: [1, null]}",
        "{_id: 1, a: [1, 2]}     | {$set: {b: {$map: {input: '$a', in: {$multiply: ['$$this', 2]}}}}} | {_id: 1, a: [1, 2], b: [2, 4]}",
      })
  void stagesDoWhatTheyDoInAggregations(String before, String stage, String after) {
    // given
    collection.insertOne(Document.parse(before));

    // when
    Document tried = collection.aggregate(List.of(Document.parse(stage))).first();
    UpdateResult result = update(stage);

    // then
    assertThat(result.getMatchedCount()).isEqualTo(1);
    assertThat(stored()).isEqualTo(Document.parse(after).toJson());
    assertThat(tried).isNotNull();
    if (tried.keySet().iterator().next().equals("_id")) {
      assertThat(tried.toJson()).isEqualTo(stored());
    }
  }

  @Test
  void dataThatLooksLikeAPathIsData() {
    // given
    collection.insertOne(
        new Document("_id", 1)
            .append("price", "$5")
            .append("sub", new Document("tip", "$$ROOT").append("list", List.of("$1"))));

    // when
    update("{$set: {copy: '$price', sub2: '$sub', both: ['$price', '$sub.tip']}}");
    update("{$set: {chosen: {$cond: [true, '$sub', null]}}}");
    update("{$replaceWith: {$mergeObjects: ['$$ROOT', {more: '$price'}]}}");

    // then
    assertThat(stored())
        .isEqualTo(
            Document.parse(
                    "{_id: 1, price: '$5', sub: {tip: '$$ROOT', list: ['$1']}, copy: '$5',"
                        + " sub2: {tip: '$$ROOT', list: ['$1']}, both: ['$5', '$$ROOT'],"
                        + " chosen: {tip: '$$ROOT', list: ['$1']}, more: '$5'}")
                .toJson());
  }

  @Test
  void stagesSeeWhatTheOnesBeforeThemMade() {
    // given
    collection.insertOne(Document.parse("{_id: 1, a: 1}"));

    // when
    update("{$set: {b: {$add: ['$a', 1]}}}", "{$set: {c: {$add: ['$b', 1]}}}", "{$unset: 'a'}");

    // then
    assertThat(stored()).isEqualTo(Document.parse("{_id: 1, b: 2, c: 3}").toJson());
  }

  @Test
  void whatStaysTheSameIsMatchedButNotModified() {
    // given
    collection.insertMany(
        List.of(Document.parse("{_id: 1, a: 1}"), Document.parse("{_id: 2, a: 2}")));

    // when
    UpdateResult result =
        collection.updateMany(gte("_id", 1), stages("{$set: {a: {$max: ['$a', 2]}}}"));

    // then
    assertThat(result.getMatchedCount()).isEqualTo(2);
    assertThat(result.getModifiedCount()).isEqualTo(1);
  }

  @Test
  void anErrorIsThatOfTheWrite() {
    // given
    collection.insertOne(Document.parse("{_id: 1, a: 'text'}"));

    // then
    assertThatThrownBy(() -> update("{$set: {a: {$add: ['$a', 1]}}}"))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getError().getCode()).isNotZero());
    assertThatThrownBy(() -> update("{$set: {_id: 5}}")).isInstanceOf(MongoWriteException.class);
    assertThatThrownBy(() -> update("{$replaceWith: '$a'}"))
        .isInstanceOf(MongoWriteException.class);
    assertThatThrownBy(() -> update("{$group: {_id: null}}"))
        .isInstanceOf(MongoWriteException.class);
    assertThat(stored()).isEqualTo(Document.parse("{_id: 1, a: 'text'}").toJson());
  }

  @Test
  void anUpsertStartsFromTheEqualitiesOfItsFilter() {
    // when
    UpdateResult result =
        collection.updateOne(
            Document.parse("{_id: 1, a: 2}"),
            stages("{$set: {b: {$add: ['$a', 1]}}}"),
            new UpdateOptions().upsert(true));

    // then
    assertThat(result.getUpsertedId()).isNotNull();
    assertThat(stored()).isEqualTo(Document.parse("{_id: 1, a: 2, b: 3}").toJson());
  }

  @Test
  void findAndModifyTakesPipelines() {
    // given
    collection.insertOne(Document.parse("{_id: 1, z: 1, a: 2}"));

    // when
    Document after =
        collection.findOneAndUpdate(
            eq("_id", 1),
            stages("{$set: {y: '$z', b: '$a'}}"),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));

    // then
    assertThat(after).isNotNull();
    assertThat(after.toJson())
        .isEqualTo(Document.parse("{_id: 1, z: 1, a: 2, y: 1, b: 2}").toJson());
    assertThat(stored()).isEqualTo(after.toJson());
  }

  private UpdateResult update(String... stages) {
    return collection.updateOne(eq("_id", 1), stages(stages));
  }

  private static List<Bson> stages(String... stages) {
    return new ArrayList<>(Arrays.stream(stages).map(Document::parse).toList());
  }

  private String stored() {
    Document found = collection.find(eq("_id", 1)).first();
    assertThat(found).isNotNull();
    return found.toJson();
  }
}
