package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.migration.Change;
import dev.godwit.migration.OnError;
import dev.godwit.migration.ReadableCollection;
import dev.godwit.worker.mongo.BsonCodecs;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.CollectionFacts;
import dev.godwit.worker.mongo.Database;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Write;
import dev.godwit.worker.mongo.WriteRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

/** What replies to writes into other collections mean: what is sent again, and how often. */
class SideWritesTest {

  private static final RawBsonDocument DOCUMENT = BsonCodecs.toRaw(new BsonDocument());
  private static final WriteRefusal PASSING = new WriteRefusal(10107, "not primary");
  private static final WriteRefusal OF_THE_DOCUMENT = new WriteRefusal(121, "not valid");
  private static final int SIZE = 5;

  private final ManualTime time = new ManualTime();
  private final MemoryDocuments documents = new MemoryDocuments();
  private final Ledger ledger = new Ledger(SIZE, OnError.SKIP);

  @Test
  void aReplyThatRefusesManyIsOneTrouble() throws Exception {
    // given
    documents.answers.add(refusing(PASSING, 0, 1, 2, 3, 4));
    documents.answers.add(refusing(PASSING));

    // when
    send(planned(SIZE, SideWrite::upsert));

    // then
    assertThat(documents.bulks).hasSize(2).allSatisfy(bulk -> assertThat(bulk).hasSize(SIZE));
    assertThat(time.pauses).hasSize(1);
  }

  @Test
  void aReplyWithoutTroubleEndsTheRow() throws Exception {
    // given: one trouble fewer than are too many, a reply without any, and the same again
    for (int i = 1; i < Attempts.MOST; i++) {
      documents.answers.add(refusing(PASSING, 0, 1));
    }
    documents.answers.add(refusing(new WriteRefusal(11000, "duplicate key"), 0));
    for (int i = 1; i < Attempts.MOST; i++) {
      documents.answers.add(refusing(PASSING, 0));
    }
    documents.answers.add(refusing(PASSING));

    // when
    send(planned(SIZE, SideWrite::upsert));

    // then
    assertThat(documents.answers).isEmpty();
    assertThat(ledger.skipped()).isEmpty();
  }

  @Test
  void troubleThatDoesNotEndIsToldInTheEnd() {
    // given
    for (int i = 0; i < Attempts.MOST; i++) {
      documents.answers.add(refusing(PASSING, 0));
    }

    // then
    assertThatThrownBy(() -> send(planned(SIZE, SideWrite::upsert)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("not primary");
    assertThat(documents.bulks).hasSize(Attempts.MOST);
  }

  @Test
  void aRefusedDocumentFailsBesideOneThatIsSentAgain() throws Exception {
    // given
    documents.answers.add(
        writes -> {
          TreeMap<Integer, WriteRefusal> refusals = new TreeMap<>();
          refusals.put(1, PASSING);
          refusals.put(3, OF_THE_DOCUMENT);
          return new BulkReply(3, 3, 0, refusals, null);
        });
    documents.answers.add(refusing(PASSING));

    // when
    send(planned(SIZE, SideWrite::upsert));

    // then
    assertThat(ledger.skipped().get(3)).contains("not valid");
    assertThat(documents.bulks.get(1))
        .singleElement()
        .isInstanceOfSatisfying(
            Write.Upsert.class, write -> assertThat(write.id()).isEqualTo(new BsonInt32(1)));
  }

  @Test
  void manyInsertsAreLookedUpInPortions() throws Exception {
    // given
    documents.put("{_id: 2}");
    Ledger large = new Ledger(2500, OnError.SKIP);
    documents.answers.add(refusing(PASSING));

    // when
    new SideWrites(database(), large, false, time.attempts())
        .send(planned(2500, SideWrite::insertIfAbsent));

    // then
    assertThat(documents.queries).hasSize(3);
    assertThat(documents.bulks).singleElement().satisfies(b -> assertThat(b).hasSize(2499));
  }

  private void send(List<Planned> planned) throws InterruptedException {
    new SideWrites(database(), ledger, false, time.attempts()).send(planned);
  }

  /** One write of each document. */
  private static List<Planned> planned(int size, Writing writing) throws DocumentFailedException {
    Effect nothing = new Application(null).apply(DOCUMENT, Change.none());
    List<Planned> planned = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      SideWrite write = writing.of("other", new BsonInt32(i), DOCUMENT);
      planned.add(new Planned(new Draft(i, DOCUMENT, 0), nothing, List.of(write)));
    }
    return planned;
  }

  private interface Writing {
    SideWrite of(String collection, BsonValue id, RawBsonDocument document);
  }

  private static Function<List<Write>, BulkReply> refusing(WriteRefusal refusal, int... indexes) {
    return writes -> {
      TreeMap<Integer, WriteRefusal> refusals = new TreeMap<>();
      for (int index : indexes) {
        refusals.put(index, refusal);
      }
      int done = writes.size() - refusals.size();
      return new BulkReply(done, done, 0, refusals, null);
    };
  }

  private Database database() {
    return new Database() {
      @Override
      public String name() {
        return "shop";
      }

      @Override
      public Optional<CollectionFacts> look(String collection) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Documents documents(String collection) {
        return documents;
      }

      @Override
      public ReadableCollection readable(String collection) {
        throw new UnsupportedOperationException();
      }

      @Override
      public boolean isSharded() {
        return false;
      }
    };
  }
}
