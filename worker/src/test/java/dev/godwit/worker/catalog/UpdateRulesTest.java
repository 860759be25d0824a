package dev.godwit.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.MigrationSpec.Source;
import dev.godwit.migration.MigrationSpec.VersionField;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{$set: {a: 1, 'b.c': null, 'list.$[].x': 2}}",
        "{$unset: {a: ''}, $set: {b: 1}}",
        "{$rename: {a: 'b'}}",
        "{$min: {a: 1}, $max: {b: 1}, $currentDate: {c: true}}",
        "{$addToSet: {a: 1}, $pull: {b: 1}, $pullAll: {c: [1]}}",
        "[{$set: {a: '$b'}}]",
        "[{$addFields: {a: {$toUpper: '$b'}}}, {$project: {c: 0}}]",
        "[{$replaceWith: {kind: 'x'}}]",
        "[{$replaceRoot: {newRoot: {_id: '$_id', kind: 'x'}}}]",
        "[{$project: {_id: 1, a: 1}}]",
      })
  void updatesThatARepeatDoesNotHarmAreTaken(String update) {
    assertThat(problems(update)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | update: is empty",
        "{a: 1} | update: has the field 'a' beside or instead of operators",
        "{$set: {a: 1}, b: 2} | update: has the field 'b' beside or instead of operators",
        "{$sett: {a: 1}} | update: unknown operator $sett; did you mean $set?",
        "{$frobnicate: {a: 1}} | update: unknown operator $frobnicate; expected one of",
        "{$setOnInsert: {a: 1}} | update: $setOnInsert would do nothing",
        "{$set: 1} | update.$set: expected fields and their values",
        "{$set: {}} | update.$set: expected fields and their values",
        "{$set: {_id: 1}} | update.$set: '_id': the _id cannot be changed",
        "{$unset: {'_id.a': ''}} | update.$unset: '_id.a': the _id cannot be changed",
        "{$rename: {a: '_id'}} | update.$rename: '_id': the _id cannot be changed",
        "{$rename: {a: 1}} | update.$rename: expected the new name",
        "{$set: {'a..b': 1}} | update.$set: 'a..b': every part of a path needs a name",
        "{$set: {'a.$': 1}} | update.$set: 'a.$': $ depends on which elements match",
        "{$set: {'a.$[x].b': 1}} | update.$set: 'a.$[x].b': $[x] depends on",
        "[] | update: has no stage",
        "[1] | update[0]: is no stage",
        "[{}] | update[0]: is no stage",
        "[{$set: {a: 1}, $unset: 'b'}] | update[0]: is no stage",
        "[{$set: {a: 1}}, {$match: {a: 1}}] | update[1]: $match is no stage of an update",
        "[{$out: 'x'}] | update[0]: $out is no stage",
        "[{$merge: 'x'}] | update[0]: $merge is no stage",
        "[{$lookup: {}}] | update[0]: $lookup is no stage",
        "[{$unsett: 'a'}] | update[0]: $unsett is no stage of an update; did you mean $unset?",
        "[{$set: {_id: 1}}] | update[0].$set: '_id': the _id cannot be changed",
        "[{$set: {'_id.x': 1}}] | update[0].$set: '_id.x': the _id cannot be changed",
        "[{$set: {}}] | update[0].$set: expected fields",
        "[{$set: {$a: 1}}] | update[0].$set.$a: is not the name of a field",
        "[{$unset: '_id'}] | update[0].$unset: '_id': the _id cannot be changed",
        "[{$unset: ['a', '_id']}] | update[0].$unset: '_id': the _id cannot be changed",
        "[{$unset: {a: 1}}] | update[0].$unset: expected the name of a field",
        "[{$unset: []}] | update[0].$unset: names no field",
        "[{$unset: '$a'}] | update[0].$unset: expected the name of a field",
        "[{$project: {_id: 0}}] | update[0].$project: '_id': the _id cannot be changed",
        "[{$replaceWith: {_id: 1}}] | update[0].$replaceWith: '_id': the _id cannot be changed",
        "[{$replaceRoot: {a: 1}}] | update[0].$replaceRoot: expected {newRoot",
        "{$set: {a: {$function: {}}}} | update: $function runs JavaScript in the server",
        "[{$set: {a: {$function: {}}}}] | update: $function runs JavaScript in the server",
        "[{$set: {a: {$accumulator: {}}}}] | update: $accumulator runs JavaScript",
        "{$set: {a: {$code: 'x'}}} | update: $code runs JavaScript in the server",
        "{$pull: {a: {$where: 'x'}}} | update: $where runs JavaScript in the server",
      })
  void whatIsNotAllowedIsRefusedWithTheReason(String update, String problem) {
    assertThat(problems(update)).anySatisfy(each -> assertThat(each).startsWith(problem.trim()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{$inc: {n: 1}}",
        "{$mul: {n: 2}}",
        "{$push: {list: 1}}",
        "{$pop: {list: 1}}",
        "{$bit: {flags: {xor: 1}}}",
        "{$set: {a: 1}, $inc: {n: 1}}",
        "[{$set: {n: {$add: ['$n', 1]}}}]",
      })
  void whatARepeatWouldHarmNeedsAVersionFieldATransactionOrAPromise(String update) {
    assertThat(problems(update))
        .singleElement()
        .asString()
        .contains("; add versionField {field, version}")
        .contains("transaction: true")
        .contains("or idempotent: true");
    assertThat(UpdateRules.problems(parse(update), source(null), true)).isEmpty();
    Source inTransaction = new Source("teams", new BsonDocument(), null, false, null, true);
    assertThat(UpdateRules.problems(parse(update), inTransaction, false)).isEmpty();
    assertThat(
            UpdateRules.problems(
                parse(update), source(new VersionField("schemaVersion", 4)), false))
        .isEmpty();
  }

  @Test
  void theVersionFieldIsLeftAlone() {
    // given
    Source source = source(new VersionField("meta.version", 4));

    // then
    assertThat(UpdateRules.problems(parse("{$set: {meta: 1}}"), source, false))
        .singleElement()
        .asString()
        .contains("changes 'meta'; the version field is set by itself");
    assertThat(UpdateRules.problems(parse("[{$unset: 'meta.version'}]"), source, true))
        .singleElement()
        .asString()
        .contains("changes 'meta.version'");
    assertThat(UpdateRules.problems(parse("{$set: {'meta.other': 1}}"), source, false)).isEmpty();
  }

  private static List<String> problems(String update) {
    return UpdateRules.problems(parse(update), source(null), false);
  }

  private static BsonValue parse(String update) {
    return update.startsWith("[") ? BsonArray.parse(update) : BsonDocument.parse(update);
  }

  private static Source source(VersionField versionField) {
    return new Source("teams", new BsonDocument(), null, false, versionField);
  }
}
