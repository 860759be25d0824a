package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.worker.batch.TransactionalMemory.Commit;
import dev.godwit.worker.mongo.Trouble;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Transactions that do not happen, or of which nobody hears that they did. */
class TransactionTroubleTest extends PagesInTransaction {

  @Test
  void writesToOtherCollectionsHappenWithThePage() throws InterruptedException {
    // given
    Collections.addAll(database.commits, Commit.ABORTED, Commit.ABORTED, Commit.ABORTED);
    database.commits.add(Commit.ABORTED);

    // when
    Event.Failed aborted = failed(batch(1, 1, 1, null, 4));

    // then
    assertThat(aborted.kind()).isEqualTo(FailureKind.PAGE);
    assertThat(database.collection("log")).isEmpty();
    assertThat(database.numbers("c")).containsExactly(0, 0, 0, 0);

    // and when
    batch(1, 1, 2, null, 4);

    // then
    assertThat(database.collection("log")).hasSize(4);
    assertThat(database.numbers("c")).containsExactly(1, 1, 1, 1);
  }

  @Test
  void transactionThatLosesIsRepeatedAsAWhole() throws InterruptedException {
    // given
    database.meanwhile.add(() -> {});
    database.meanwhile.add(() -> database.put("c", "{_id: 3, n: 10}"));

    // when
    Event.Completed event = completed(batch(1, 1, 1, null, 4));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 1, 11);
    assertThat(event.counts().conflicts()).isZero();
    assertThat(time.pauses).hasSize(1);
    assertThat(database.calls.stream().filter("begin"::equals)).hasSize(2);
  }

  @Test
  void ofTwoWorkersWithTheSamePageOneDoesItAndBothTell() throws InterruptedException {
    // given
    Event.Completed[] other = new Event.Completed[1];
    database.meanwhile.add(
        () -> {
          try {
            other[0] = completed(batch(1, 1, 2, null, 4));
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });

    // when
    Event.Completed event = completed(batch(1, 1, 1, null, 4));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 1, 1);
    assertThat(event.counts()).isEqualTo(other[0].counts());
    assertThat(event.span()).isEqualTo(other[0].span());
  }

  @Test
  void commitWithoutAnAnswerIsAskedForAgain() throws InterruptedException {
    // given
    Collections.addAll(database.commits, Commit.UNHEARD, Commit.LOST);

    // when
    Event.Completed event = completed(batch(1, 1, 1, null, 4));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 1, 1);
    assertThat(event.counts().updated()).isEqualTo(4);
    assertThat(database.calls).endsWith("commit UNHEARD", "commit LOST", "commit HEARD", "close");
    assertThat(time.pauses).hasSize(2);
  }

  @Test
  void commitThatIsNeverAnsweredIsAnOutageAndTheNextAttemptKnows() throws InterruptedException {
    // given
    database.commits.addAll(Collections.nCopies(Attempts.MOST, Commit.UNHEARD));
    assertThat(failed(batch(1, 1, 1, null, 4)).kind()).isEqualTo(FailureKind.OUTAGE);

    // when
    Event.Completed event = completed(batch(1, 2, 1, null, 2));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 1, 1);
    assertThat(event.span().cursor()).isEqualTo(after(3));
    assertThat(event.span().done()).isTrue();

    // and when it did not happen
    database.commits.addAll(Collections.nCopies(Attempts.MOST, Commit.LOST));
    assertThat(failed(batch(2, 1, 1, null, 4)).kind()).isEqualTo(FailureKind.OUTAGE);
    batch(2, 2, 1, null, 4);

    // then
    assertThat(database.numbers("c")).containsExactly(2, 2, 2, 2);
  }

  @Test
  void outageWithinATransactionIsToldAsSuch() throws InterruptedException {
    // given
    database.troubles.addAll(Collections.nCopies(Attempts.MOST, trouble(Trouble.PASSING)));

    // then
    assertThat(failed(batch(1, 1, 1, null, 4)).kind()).isEqualTo(FailureKind.OUTAGE);
    assertThat(time.pauses).hasSize(Attempts.MOST - 1);
  }

  @Test
  void whatTookTooLongIsNotTriedAgainAsItIs() throws InterruptedException {
    // given
    database.troubles.add(trouble(Trouble.TOO_SLOW));

    // then
    assertThat(failed(batch(1, 1, 1, null, 4)).kind()).isEqualTo(FailureKind.PAGE);
    assertThat(database.calls.stream().filter("begin"::equals)).hasSize(1);
  }

  @Test
  void workerThatStopsGivesTheTransactionUp() {
    // given
    onEach = () -> Thread.currentThread().interrupt();

    // then
    assertThatThrownBy(() -> batch(1, 1, 1, null, 4)).isInstanceOf(InterruptedException.class);
    assertThat(database.calls).endsWith("close").doesNotContain("commit HEARD");
    assertThat(Thread.interrupted()).isFalse();
  }
}
