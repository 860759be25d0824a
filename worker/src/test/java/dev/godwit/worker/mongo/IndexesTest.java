package dev.godwit.worker.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexesTest {

  private static final List<BsonDocument> INDEXES =
      List.of(
          BsonDocument.parse("{v: 2, key: {_id: 1}, name: '_id_'}"),
          BsonDocument.parse("{v: 2, key: {plan: 1}, name: 'a', sparse: true}"),
          BsonDocument.parse("{v: 2, key: {seats: 1}, name: 'b', sparse: false}"),
          BsonDocument.parse("{v: 2, key: {a: 1.0, b: -1}, name: 'c'}"),
          BsonDocument.parse("{v: 2, key: {at: '2dsphere'}, name: 'd'}"),
          BsonDocument.parse("{v: 2, key: {x: 'hashed'}, name: 'e'}"),
          BsonDocument.parse("{v: 2, key: {'$**': 1}, name: 'f'}"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{_id: 1}|",
        "{seats: 1}|",
        "{a: 1, b: -1}|",
        "{x: 'hashed'}|",
        "{plan: 1}| is sparse",
        "{at: '2dsphere'}| is of a kind",
        "{'$**': 1}| is of a kind",
        "{b: -1, a: 1}| is not there",
        "{a: 1}| is not there",
        "{seats: -1}| is not there",
      })
  void indexesThatLeaveOutDocumentsAreTold(String keys, String fault) {
    var found = Indexes.fault(INDEXES, BsonDocument.parse(keys));
    if (fault == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).hasValueSatisfying(told -> assertThat(told).startsWith(fault));
    }
  }
}
