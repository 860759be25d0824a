package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Event;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

/** What one document may not be costs that document, though it ends the transaction. */
class RefusedInTransactionTest extends PagesInTransaction {

  @Test
  void pageThatGotNowhereIsDoneWhenItsDocumentIsMended() throws InterruptedException {
    // given
    database.refused.put(0, 121);
    Event.Completed first = completed(batch(1, 1, 1, null, 4));
    assertThat(first.error()).isNotNull();
    assertThat(first.span()).isEqualTo(new Event.Span(null, null, false));
    database.refused.clear();

    // when
    Event.Completed second = completed(batch(1, 2, 1, null, 4));

    // then
    assertThat(second.error()).isNull();
    assertThat(database.numbers("c")).containsExactly(1, 1, 1, 1);
  }

  @Test
  void refusedDocumentStopsThePageBeforeItAndTheOthersHappen() throws InterruptedException {
    // given
    database.refused.put(2, 121);

    // when
    Event.Completed event = completed(batch(1, 1, 1, null, 4));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 0, 0);
    assertThat(event.span().cursor()).isEqualTo(after(1));
    assertThat(event.counts().processed()).isEqualTo(2);
    assertThat(event.error()).isNotNull();
    assertThat(event.error().message()).contains("\"2\"").contains("refused (121)");
    assertThat(database.calls.stream().filter("begin"::equals)).hasSize(2);
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void refusedDocumentsAreSkippedAndTheOthersHappenOnce() throws InterruptedException {
    // given
    onError = OnError.SKIP;
    database.refused.put(1, 121);
    database.refused.put(3, 11000);

    // when
    WorkResult first = batch(1, 1, 1, null, 4);
    WorkResult again = batch(1, 2, 2, null, 2);

    // then
    assertThat(database.numbers("c")).containsExactly(1, 0, 1, 0);
    assertThat(completed(first).counts().failed()).isEqualTo(2);
    assertThat(completed(again).counts()).isEqualTo(completed(first).counts());
    assertThat(first.deadLetters()).extracting(DeadLetter::documentId).hasSize(2);
    assertThat(again.deadLetters())
        .allSatisfy(
            letter -> {
              assertThat(letter.batchId().batch()).isEqualTo(2);
              assertThat(letter.attempt()).isEqualTo(2);
            })
        .extracting(DeadLetter::error)
        .isEqualTo(first.deadLetters().stream().map(DeadLetter::error).toList());
  }

  @Test
  void pageFullOfRefusedDocumentsEndsEarly() throws InterruptedException {
    // given
    onError = OnError.SKIP;
    numbered(40);
    for (int i = 5; i < 40; i++) {
      database.refused.put(i, 121);
    }

    // when
    Event.Completed event = completed(batch(1, 1, 1, null, 100));

    // then
    assertThat(event.span()).isEqualTo(new Event.Span(null, after(4 + Refusals.MOST), false));
    assertThat(event.counts().failed()).isEqualTo(Refusals.MOST);
    assertThat(database.numbers("c").subList(0, 6)).containsExactly(1, 1, 1, 1, 1, 0);
  }

  @Test
  void declaredUpdateFindsTheRefusedDocumentOneByOne() throws InterruptedException {
    // given
    declare("{$inc: {n: 1}}");
    onError = OnError.SKIP;
    database.refused.put(2, 121);

    // when
    WorkResult result = batch(1, 1, 1, null, 4);

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 0, 1);
    assertThat(completed(result).counts().updated()).isEqualTo(3);
    assertThat(result.deadLetters()).hasSize(1);
  }

  @Test
  void refusedWriteElsewhereFailsItsDocument() throws InterruptedException {
    // given
    onError = OnError.SKIP;
    database.refused.put(102, 11000);

    // when
    WorkResult result = batch(1, 1, 1, null, 4);

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 0, 1);
    assertThat(result.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.documentId()).isEqualTo(new BsonInt32(2)));
    assertThat(time.pauses).isEmpty();
  }
}
