package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the embedded server cannot be asked, or does not know; the rest is tried against it. */
class OperatorTest {

  private static BsonDocument applied(String update, String before) throws DocumentFailedException {
    BsonDocument document = BsonDocument.parse(before);
    Operator.applyAll(BsonDocument.parse(update), document);
    return document;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{$inc: {n: {$numberDecimal: '0.1'}}} | {n: 1} | {n: {$numberDecimal: '1.1'}}",
        "{$inc: {n: 1}} | {n: {$numberLong: '5'}} | {n: {$numberLong: '6'}}",
        "{$mul: {n: {$numberLong: '2'}}} | {n: 3} | {n: {$numberLong: '6'}}",
        "{$mul: {n: 2.5}} | {} | {n: 0.0}",
        "{$max: {d: {$date: 5}}} | {d: {$date: 3}} | {d: {$date: 5}}",
        "{$max: {a: 'x'}} | {a: 9} | {a: 'x'}",
        "{$inc: {'a.b': 1}} | {} | {a: {b: 1}}",
        "{$addToSet: {l: {$numberLong: '1'}}} | {l: [1]} | {l: [1]}",
        "{$addToSet: {l: {b: 1, a: 1}}} | {l: [{a: 1, b: 1}]} | {l: [{a: 1, b: 1}, {b: 1, a: 1}]}",
        "{$pop: {l: 1}} | {} | {}",
        "{$pullAll: {l: [1]}} | {} | {}",
        "{$rename: {a: 'b.c'}} | {a: 1, b: {d: 2}} | {b: {d: 2, c: 1}}",
        "{$rename: {x: 'y'}} | {a: 1} | {a: 1}",
      })
  void numbersKeepTheWiderType(String update, String before, String after)
      throws DocumentFailedException {
    assertThat(applied(update, before).toJson()).isEqualTo(BsonDocument.parse(after).toJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{$inc: {n: 1}} | {n: 'x'} | needs numbers",
        "{$inc: {n: 1}} | {n: null} | needs numbers",
        "{$inc: {n: {$numberLong: '1'}}} | {n: {$numberLong: '9223372036854775807'}} | 64 bits",
        "{$push: {l: 1}} | {l: 5} | needs an array",
        "{$set: {'a.b': 1}} | {a: 5} | cannot set",
      })
  void whatTheServerRefusesFails(String update, String before, String reason) {
    assertThatThrownBy(() -> applied(update, before))
        .isInstanceOf(DocumentFailedException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void plainDocumentMayBePushed() {
    assertThat(Operator.refusal(BsonDocument.parse("{$push: {l: {a: 1}}}"))).isNull();
  }
}
