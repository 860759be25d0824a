package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.LetterSource.Found;
import dev.godwit.worker.batch.LetterSource.Letter;
import dev.godwit.worker.batch.TransactionalMemory.Commit;
import java.util.List;
import java.util.Map;
import org.bson.BsonInt32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters of a migration that is not harmless to repeat, tried again. */
class LettersInTransactionTest extends PagesInTransaction {

  private static final List<Letter> BOTH = List.of(letter(0, 1), letter(1, 3));

  private long keptFrom;

  private static Letter letter(long offset, int id) {
    return new Letter(offset, new BatchId("m", 1, 0, 2), new BsonInt32(id));
  }

  @BeforeEach
  void twoLetters() {
    letters =
        offsets -> {
          database.calls.add("read letters");
          return new Found(BOTH, keptFrom, 2);
        };
  }

  private WorkResult retry(int attempt) throws InterruptedException {
    Page page = new Page(Range.ALL, 10, onError, Map.of(), Offsets.of(List.of(0L, 1L)));
    return perform(task(Task.Kind.RETRY, 1, 7, attempt, page));
  }

  @Test
  void theyAreReadOnceAndBeforeTheTransactionBegins() throws InterruptedException {
    // given
    database.commits.add(Commit.ABORTED);

    // when
    Event.Completed event = completed(retry(1));

    // then
    assertThat(database.numbers("c")).containsExactly(0, 1, 0, 1);
    assertThat(event.counts().updated()).isEqualTo(2);
    assertThat(database.calls)
        .startsWith("read letters", "begin")
        .containsSubsequence("commit ABORTED", "begin", "commit HEARD")
        .containsOnlyOnce("read letters");
  }

  @Test
  void whatWasDoneBeforeIsToldEvenWhenTheLettersAreGone() throws InterruptedException {
    // given
    Event.Completed first = completed(retry(1));
    keptFrom = 2;

    // when
    Event.Completed second = completed(retry(2));

    // then
    assertThat(second.counts()).isEqualTo(first.counts());
    assertThat(database.numbers("c")).containsExactly(0, 1, 0, 1);
  }

  @Test
  void lettersThatAreGoneAreToldAsSuch() throws InterruptedException {
    // given
    keptFrom = 1;

    // then
    assertThat(retry(1).event()).isInstanceOf(Event.LettersGone.class);
    assertThat(database.numbers("c")).containsExactly(0, 0, 0, 0);
  }
}
