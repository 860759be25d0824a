package dev.godwit.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{$set: {a: '$b'}}] | {}",
        "[{$set: {a: '$b'}}, {$set: {c: '$a'}}] | {}",
        "[{$set: {a: 1}}, {$set: {b: {$add: ['$a', 1]}}}] | {}",
        "[{$set: {a: {b: 1}}}, {$set: {c: '$a.b'}}] | {}",
        "[{$unset: 'a'}, {$set: {b: {$ifNull: ['$a', 1]}}}] | {}",
        "[{$set: {a: {$literal: '$a'}}}] | {}",
        "[{$set: {a: '$$NOW'}}] | {}",
        "[{$set: {names: {$map: {input: '$people', as: 'p', in: '$$p.names'}}}}] | {}",
        "[{$set: {'a.b': '$a.c'}}] | {}",
        "[{$set: {abc: '$ab'}}] | {}",
        "[{$replaceWith: {a: 1}}, {$set: {b: '$a'}}] | {}",
        "[{$project: {a: 1, b: 1}}] | {}",
        "[{$project: {a: 0}}] | {}",
        // The filter excludes what is done.
        "[{$set: {plan: {$cond: ['$isPro', 'pro', 'basic']}}}, {$unset: 'isPro'}] | {plan: {$exists: false}}",
        "[{$set: {plan: {$cond: {if: '$isPro', then: 'pro', else: 1}}}}, {$unset: 'isPro'}] | {$and: [{x: 1}, {plan: {$exists: 0}}]}",
        "[{$set: {b: '$a'}}, {$unset: 'a'}] | {a: {$exists: true}}",
        "[{$set: {b: '$a'}}, {$unset: ['c', 'a']}] | {a: {$exists: true, $ne: 5}}",
        "[{$set: {b: '$a'}}, {$project: {a: 0}}] | {a: {$exists: 1}}",
        "[{$set: {age: {$toInt: '$age'}, v: 2}}] | {v: {$exists: false}}",
        "[{$set: {n: {$switch: {branches: [{case: '$n', then: 1}], default: 2}}}}, {$set: {v: {$ifNull: ['$x', 1]}}}] | {v: {$exists: false}}",
      })
  void aRepeatIsHarmless(String stages, String filter) {
    assertThat(problem(stages, filter)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{$set: {n: {$add: ['$n', 1]}}}] | {} | reads 'n'",
        "[{$set: {a: '$b', b: '$a'}}] | {} | reads 'a'",
        "[{$set: {b: '$a'}}, {$unset: 'a'}] | {} | reads 'a'",
        "[{$set: {a: '$b'}}, {$set: {b: 1}}] | {} | reads 'b'",
        "[{$set: {a: {b: '$a.b'}}}] | {} | reads 'a.b'",
        "[{$set: {'a.b': {$size: '$a'}}}] | {} | reads 'a'",
        "[{$set: {a: '$a.b'}}] | {} | reads 'a.b'",
        "[{$set: {a: {$concat: ['x', '$$ROOT.a']}}}] | {} | reads 'a'",
        "[{$set: {a: {$concat: ['x', '$$CURRENT.a']}}}] | {} | reads 'a'",
        "[{$set: {old: '$$ROOT'}}] | {} | reads the whole document",
        "[{$set: {a: {$getField: 'a'}}}] | {} | reads 'a'",
        "[{$set: {a: {$getField: {field: 'a'}}}}] | {} | reads 'a'",
        "[{$set: {a: {$getField: {field: 'a', input: '$$ROOT'}}}}] | {} | reads the whole",
        "[{$set: {a: {$getField: {$concat: ['a', '']}}}}] | {} | reads the whole",
        "[{$set: {a: {$let: {vars: {x: '$a'}, in: '$$x'}}}}] | {} | reads 'a'",
        "[{$set: {list: {$map: {input: '$list', in: {$add: ['$$this', 1]}}}}}] | {} | reads 'list'",
        "[{$replaceWith: '$inner'}] | {} | reads 'inner'",
        "[{$replaceWith: {$mergeObjects: ['$$ROOT', {x: 1}]}}] | {} | reads the whole",
        "[{$project: {b: '$a'}}] | {} | reads 'a'",
        "[{$project: {b: 1, c: 1}}, {$set: {d: '$b'}}] | {} | reads 'b'",
        // The filter does not exclude what is done.
        "[{$set: {b: '$a'}}, {$unset: 'a'}] | {b: {$exists: false}} | reads 'a'",
        "[{$set: {b: {$cond: ['$a', 1, '$c']}}}, {$unset: 'a'}] | {b: {$exists: false}} | reads 'a'",
        "[{$set: {b: {$cond: ['$a', 1, '$$REMOVE']}}}, {$unset: 'a'}] | {b: {$exists: false}} | reads 'a'",
        "[{$set: {b: {$convert: {input: '$a', to: 'int', onNull: '$x'}}}}, {$unset: 'a'}] | {b: {$exists: false}} | reads 'a'",
        "[{$set: {b: 1, n: {$add: ['$n', 1]}}}, {$unset: 'b'}] | {b: {$exists: false}} | reads 'n'",
        "[{$set: {n: {$add: ['$n', 1]}}}] | {n: {$exists: true}} | reads 'n'",
        "[{$set: {'m.v': 1, n: {$add: ['$n', 1]}}}] | {'m.v': {$exists: false}} | reads 'n'",
        "[{$set: {v: 1, n: {$add: ['$n', 1]}}}] | {$or: [{v: {$exists: false}}, {x: 1}]} | reads 'n'",
        "[{$set: {v: 1, n: {$add: ['$n', 1]}}}] | {v: null} | reads 'n'",
        "[{$set: {v: 1, n: {$add: ['$n', 1]}}}, {$replaceWith: '$inner'}] | {v: {$exists: false}} | reads 'inner'",
      })
  void aRepeatMayGiveAnotherResult(String stages, String filter, String problem) {
    assertThat(problem(stages, filter)).get().asString().startsWith(problem.trim());
  }

  private static Optional<String> problem(String stages, String filter) {
    return Repeats.problem(PipelineFlow.of(BsonArray.parse(stages)), BsonDocument.parse(filter));
  }
}
