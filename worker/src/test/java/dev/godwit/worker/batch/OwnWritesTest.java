package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.migration.Change;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Query;
import dev.godwit.worker.mongo.Trouble;
import dev.godwit.worker.mongo.Write;
import dev.godwit.worker.mongo.WriteRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What replies mean: who was written, who missed, who must be looked at again. */
class OwnWritesTest {

  private final ManualTime time = new ManualTime();
  private final MemoryDocuments documents = new MemoryDocuments();
  private Ledger ledger = new Ledger(3, OnError.SKIP);

  @BeforeEach
  void threeDocuments() {
    documents.put("{_id: 0}");
    documents.put("{_id: 1}");
    documents.put("{_id: 2}");
  }

  @AfterEach
  void noInterruptIsLeft() {
    assertThat(Thread.interrupted()).isFalse();
  }

  private List<Planned> planned() throws DocumentFailedException {
    List<Planned> planned = new ArrayList<>();
    for (int i = 0; i < documents.documents.size(); i++) {
      RawBsonDocument image = documents.get(i);
      Effect effect = new Application(null).apply(image, Change.set("seen", true));
      planned.add(new Planned(new Draft(i, image, 0), effect, List.of()));
    }
    return planned;
  }

  private List<Draft> send(List<Planned> planned) throws InterruptedException {
    Selection all = new Selection(new BsonDocument(), Query.BY_ID);
    Verification verification =
        new Verification(new Rereading(documents, time.attempts()), all, ledger);
    return new OwnWrites(documents, verification, ledger, false, time.attempts()).send(planned);
  }

  private static BulkReply matched(int count) {
    return new BulkReply(count, count, 0, new TreeMap<>(), null);
  }

  private static DatabaseException trouble(Trouble trouble) {
    return new DatabaseException(trouble, trouble.name(), null);
  }

  /** Does the writes to these documents, and replies as said. */
  private Function<List<Write>, BulkReply> writing(BulkReply reply, int... ids) {
    return writes -> {
      for (int id : ids) {
        documents.put("{_id: %d, seen: true}".formatted(id));
      }
      return reply;
    };
  }

  @Test
  void cleanReplyNeedsNoSecondLook() throws Exception {
    // given
    documents.answers.add(writing(matched(3), 0, 1, 2));

    // when
    assertThat(send(planned())).isEmpty();

    // then
    assertThat(ledger.counts()).isEqualTo(Counts.of(3, 0, 0, 0, 0, 0));
    assertThat(documents.queries).isEmpty();
  }

  @Test
  void missIsFoundByLookingAgain() throws Exception {
    // given
    List<Planned> planned = planned();
    documents.answers.add(
        writes -> {
          documents.put("{_id: 1, by: 'app'}");
          return writing(matched(2), 0, 2).apply(writes);
        });

    // when
    List<Draft> again = send(planned);

    // then
    assertThat(again).extracting(Draft::index).containsExactly(1);
    assertThat(again.get(0).image().toJson()).contains("app");
    assertThat(ledger.counts()).isEqualTo(Counts.of(2, 0, 0, 0, 0, 1));
  }

  @Test
  void lostReplyIsNoConflictWhetherWrittenOrNot() throws Exception {
    // given
    documents.answers.add(writing(BulkReply.lost(trouble(Trouble.PASSING)), 1));
    documents.answers.add(writing(matched(2), 0, 2));

    // when
    assertThat(send(planned())).isEmpty();

    // then
    assertThat(ledger.counts()).isEqualTo(Counts.of(3, 0, 0, 0, 0, 0));
    assertThat(documents.bulks.get(1)).hasSize(2);
    assertThat(time.pauses).hasSize(1);
  }

  @Test
  void writesThatNoMajorityHasConfirmedAreLookedAtAgain() throws Exception {
    // given
    BulkReply unconfirmed = new BulkReply(3, 3, 0, new TreeMap<>(), trouble(Trouble.PASSING));
    documents.answers.add(writing(unconfirmed, 0, 1, 2));

    // when
    assertThat(send(planned())).isEmpty();

    // then
    assertThat(documents.queries).hasSize(1);
    assertThat(ledger.counts()).isEqualTo(Counts.of(3, 0, 0, 0, 0, 0));
  }

  @Test
  void readTimeoutIsALostReply() throws Exception {
    // given
    documents.answers.add(writing(BulkReply.lost(trouble(Trouble.TOO_SLOW)), 0, 1, 2));

    // when
    assertThat(send(planned())).isEmpty();

    // then
    assertThat(ledger.counts()).isEqualTo(Counts.of(3, 0, 0, 0, 0, 0));
  }

  @Test
  void missingServerIsToldAtOnce() throws Exception {
    // given
    List<Planned> planned = planned();
    documents.answers.add(writing(BulkReply.lost(trouble(Trouble.NO_SERVER))));

    // then
    assertThatThrownBy(() -> send(planned)).isInstanceOf(DatabaseException.class);
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void interruptWhileWritingIsKeptUntilItIsKnownWhatWasWritten() throws Exception {
    // given
    documents.answers.add(
        writes -> {
          Thread.currentThread().interrupt();
          return writing(BulkReply.lost(trouble(Trouble.INTERRUPTED)), 0, 1, 2).apply(writes);
        });

    // when
    assertThat(send(planned())).isEmpty();

    // then
    assertThat(ledger.counts().updated()).isEqualTo(3);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void fieldsInAnotherOrderAreWhatWasWritten() throws Exception {
    // given
    documents.documents.clear();
    documents.put("{_id: 0}");
    ledger = new Ledger(1, OnError.SKIP);
    Effect effect =
        new Application(null).apply(documents.get(0), Change.set(Map.of("a.10", 1, "a.9", 2)));
    List<Planned> planned =
        List.of(new Planned(new Draft(0, documents.get(0), 0), effect, List.of()));
    documents.answers.add(
        writes -> {
          documents.put("{_id: 0, a: {'10': 1, '9': 2}}");
          return BulkReply.lost(trouble(Trouble.PASSING));
        });

    // when
    assertThat(send(planned)).isEmpty();

    // then
    assertThat(ledger.counts().updated()).isEqualTo(1);
  }

  @Test
  void changeOfTheOrderAloneIsWrittenAgainWhenItWasNot() throws Exception {
    // given
    documents.documents.clear();
    documents.put("{_id: 0, a: 1, b: 2}");
    ledger = new Ledger(1, OnError.SKIP);
    Effect effect =
        new Application(null)
            .apply(documents.get(0), Change.replace(Document.parse("{b: 2, a: 1}")));
    List<Planned> planned =
        List.of(new Planned(new Draft(0, documents.get(0), 0), effect, List.of()));
    documents.answers.add(writes -> BulkReply.lost(trouble(Trouble.PASSING)));
    documents.answers.add(
        writes -> {
          documents.put("{_id: 0, b: 2, a: 1}");
          return matched(1);
        });

    // when
    assertThat(send(planned)).isEmpty();

    // then
    assertThat(documents.bulks).hasSize(2);
    assertThat(ledger.counts().updated()).isEqualTo(1);
  }

  @Test
  void guardThatNeverMatchesIsGivenUp() throws Exception {
    // given
    documents.documents.clear();
    documents.put("{_id: 0}");
    ledger = new Ledger(1, OnError.SKIP);
    for (int i = 0; i <= Draft.MOST_TRIES; i++) {
      documents.answers.add(writes -> matched(0));
    }

    // when
    assertThat(send(planned())).isEmpty();

    // then
    assertThat(ledger.skipped().get(0)).contains("in vain although it did not change");
    assertThat(time.pauses).isNotEmpty();
  }

  @Test
  void refusalsAreTheirDocumentsAndTheOthersCount() throws Exception {
    // given
    TreeMap<Integer, WriteRefusal> refusals = new TreeMap<>();
    refusals.put(1, new WriteRefusal(121, "Document failed validation"));
    documents.answers.add(writing(new BulkReply(2, 2, 0, refusals, null), 0, 2));

    // when
    assertThat(send(planned())).isEmpty();

    // then
    assertThat(ledger.counts()).isEqualTo(Counts.of(2, 0, 0, 1, 0, 0));
    assertThat(ledger.skipped().get(1))
        .isEqualTo("MongoDB refused the write: Document failed validation (121)");
  }
}
