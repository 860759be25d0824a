package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.OffsetRange;
import dev.godwit.protocol.Offsets;
import dev.godwit.worker.batch.LetterSource.Letter;
import dev.godwit.worker.batch.RetryWork.Retried;
import dev.godwit.worker.batch.RetryWork.Tried;
import dev.godwit.worker.mongo.Query;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

class RetryWorkTest {

  private static final BatchId BATCH = new BatchId("m", 2, 0, 9);

  private final MemoryDocuments documents = new MemoryDocuments();
  private final List<BsonValue> migrated = new ArrayList<>();
  private int atMost = Integer.MAX_VALUE;
  private String filter = "{}";
  private PageLimits limits = PageLimits.STANDARD;

  private Tried run(Letter... letters) throws InterruptedException {
    Selection selection = new Selection(BsonDocument.parse(filter), Query.BY_ID);
    long last = letters[letters.length - 1].offset();
    return new RetryWork(documents, selection, limits, new ManualTime().attempts(), true)
        .run(
            BATCH,
            new Offsets(List.of(new OffsetRange(0, last))),
            List.of(letters),
            page -> {
              int limit = Math.min(atMost, page.size());
              page.documents().subList(0, limit).forEach(each -> migrated.add(BsonBytes.id(each)));
              return new Retried(Counts.of(limit, 0, 0, 0, 0, 0), List.of(), limit);
            });
  }

  private static Letter letter(long offset, int id) {
    return new Letter(offset, new BatchId("m", 2, 0, 3), new BsonInt32(id));
  }

  @Test
  void documentsAreTriedInTheOrderOfTheirLettersEachOnce() throws Exception {
    // given
    documents.put("{_id: 1}");
    documents.put("{_id: 2}");

    // when
    Tried tried = run(letter(0, 2), letter(1, 1), letter(2, 2));

    // then
    assertThat(migrated).containsExactly(new BsonInt32(1), new BsonInt32(2));
    assertThat(tried.counts()).isEqualTo(Counts.of(2, 0, 0, 0, 0, 0));
    assertThat(tried.tried()).isEqualTo(new OffsetRange(0, 2));
  }

  @Test
  void lettersOfOtherRunsAndMigrationsAreLeftOut() throws Exception {
    // given
    documents.put("{_id: 1}");

    // when
    Tried tried =
        run(
            new Letter(0, new BatchId("m", 1, 0, 3), new BsonInt32(1)),
            new Letter(1, new BatchId("other", 2, 0, 3), new BsonInt32(1)));

    // then
    assertThat(migrated).isEmpty();
    assertThat(tried.counts()).isEqualTo(Counts.ZERO);
    assertThat(tried.tried()).isEqualTo(new OffsetRange(0, 1));
  }

  @Test
  void whatIsGoneVanishedAndWhatNoLongerMatchesNeedsNothing() throws Exception {
    // given
    filter = "{open: true}";
    documents.put("{_id: 1, open: true}");
    documents.put("{_id: 2, open: false}");

    // when
    Tried tried = run(letter(0, 1), letter(1, 2), letter(2, 3));

    // then
    assertThat(migrated).containsExactly(new BsonInt32(1));
    assertThat(tried.counts()).isEqualTo(Counts.of(1, 1, 0, 0, 1, 0));
  }

  @Test
  void lettersAfterTheTimeWasUpAreLeftToTheNextBatch() throws Exception {
    // given
    documents.put("{_id: 1}");
    documents.put("{_id: 3}");
    documents.put("{_id: 5}");
    atMost = 1;

    // when
    Tried tried = run(letter(0, 1), letter(1, 2), letter(4, 3), letter(5, 4), letter(6, 5));

    // then: 1 was migrated, 2 is gone, 3 begins the next batch
    assertThat(tried.counts()).isEqualTo(Counts.of(1, 0, 0, 0, 1, 0));
    assertThat(tried.tried()).isEqualTo(new OffsetRange(0, 3));
  }

  @Test
  void lettersBeyondTheMemoryOfAPageAreLeftToTheNextBatch() throws Exception {
    // given
    for (int id = 1; id <= 4; id++) {
      documents.put("{_id: %d, text: '%s'}".formatted(id, "x".repeat(100)));
    }
    limits = new PageLimits(250, limits.time(), limits.query(), limits.step());

    // when
    Tried tried = run(letter(0, 1), letter(1, 2), letter(2, 3), letter(3, 4));

    // then
    assertThat(migrated).containsExactly(new BsonInt32(1), new BsonInt32(2));
    assertThat(tried.tried()).isEqualTo(new OffsetRange(0, 1));
  }
}
