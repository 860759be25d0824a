package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.OnError;
import dev.godwit.worker.batch.Claims.Claim;
import dev.godwit.worker.mongo.BsonCodecs;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  private static final RawBsonDocument DOCUMENT = BsonCodecs.toRaw(new BsonDocument());
  private static final BsonValue X = new BsonInt32(1);

  private static Claim insert(int index) {
    return new Claim(index, SideWrite.insertIfAbsent("c", X, DOCUMENT));
  }

  private static Claim upsert(int index) {
    return new Claim(index, SideWrite.upsert("c", X, DOCUMENT));
  }

  private static Claim delete(int index) {
    return new Claim(index, SideWrite.delete("c", X));
  }

  @Test
  void insertsOfTheSameDocumentAreOneWrite() {
    // given
    List<Claims> all = Claims.of(List.of(insert(0), insert(1), insert(2)));
    Ledger ledger = new Ledger(3, OnError.SKIP);

    // then
    assertThat(all).hasSize(1);
    assertThat(all.get(0).current(ledger)).contains(insert(0));
    ledger.fail(0, "no");
    assertThat(all.get(0).current(ledger)).contains(insert(1));
  }

  @Test
  void insertAfterAnUpsertHasNothingToDo() {
    assertThat(Claims.of(List.of(upsert(0), insert(1)))).hasSize(1);
  }

  @Test
  void insertAfterADeletionIsAWriteOfItsOwn() {
    // given
    List<Claims> all = Claims.of(List.of(insert(0), delete(1), insert(2)));

    // then
    assertThat(all).hasSize(3);
    assertThat(Claims.overlap(all)).isTrue();
    assertThat(Claims.insertsOf(all)).containsExactly(all.get(0));
  }

  @Test
  void upsertsKeepTheirOrder() {
    assertThat(Claims.of(List.of(upsert(0), upsert(1)))).hasSize(2);
  }

  @Test
  void idsThatDifferInOrderOnlyAreTwo() {
    // given
    BsonValue ab = BsonDocument.parse("{a: 1, b: 1}");
    BsonValue ba = BsonDocument.parse("{b: 1, a: 1}");

    // then
    assertThat(ab).isEqualTo(ba);
    assertThat(
            Claims.of(
                List.of(
                    new Claim(0, SideWrite.insertIfAbsent("c", ab, DOCUMENT)),
                    new Claim(1, SideWrite.insertIfAbsent("c", ba, DOCUMENT)))))
        .hasSize(2);
  }
}
