package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.worker.mongo.Query;
import java.time.Duration;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The transaction of a page sees no reading that takes too long. */
class FoundOutsideTest {

  private static final IdRange ALL = new IdRange(null, null);

  private final ManualTime time = new ManualTime();
  private final MemoryDocuments outside = new MemoryDocuments();
  private final MemoryDocuments inside = new MemoryDocuments();

  /** One in a hundred matches, and the server gets to look at sixty. */
  @BeforeEach
  void documents() {
    for (int i = 0; i < 250; i++) {
      outside.put("{_id: %d, wanted: %b}".formatted(i, i % 100 == 99));
    }
    inside.documents.putAll(outside.documents);
    outside.reach = 60;
  }

  private PageSource found(IdRange range, int batchSize) throws InterruptedException {
    return new FoundOutside(reader(outside).readIds(range, batchSize), reader(inside));
  }

  private PageReader reader(MemoryDocuments documents) {
    return new PageReader(
        documents,
        new Selection(BsonDocument.parse("{wanted: true}"), Query.BY_ID),
        new PageLimits(Long.MAX_VALUE, Duration.ofSeconds(30), Duration.ofSeconds(10), 50),
        time,
        time.attempts());
  }

  private static BsonValue id(int id) {
    return new BsonInt32(id);
  }

  @Test
  void nothingIsReadBeyondWhatWasFound() throws InterruptedException {
    // given
    inside.reach = 100;

    // when
    PageRead page = found(ALL, 10).read(ALL, 10);

    // then
    assertThat(page.documents()).extracting(BsonBytes::id).containsExactly(id(99));
    assertThat(page.end()).isEqualTo(id(99));
    assertThat(page.done()).isFalse();
    assertThat(inside.queries).hasSize(1);
    assertThat(outside.queries).hasSizeGreaterThan(2);
  }

  @Test
  void pagesFollowEachOtherToTheEnd() throws InterruptedException {
    // when
    PageRead second = found(new IdRange(id(99), null), 10).readIds(new IdRange(id(99), null), 10);
    PageRead last =
        found(new IdRange(second.end(), null), 10).readIds(new IdRange(second.end(), null), 10);

    // then
    assertThat(second.documents()).extracting(BsonBytes::id).containsExactly(id(199));
    assertThat(last.isEmpty()).isTrue();
    assertThat(last.done()).isTrue();
  }

  @Test
  void whatWentMeanwhileIsPassed() throws InterruptedException {
    // given
    inside.documents.remove(id(99));

    // when
    PageRead page = found(ALL, 10).read(ALL, 10);

    // then
    assertThat(page.isEmpty()).isTrue();
    assertThat(page.end()).isEqualTo(id(99));
    assertThat(page.done()).isFalse();
  }

  @Test
  void whatCameMeanwhileIsLeftToTheNextPage() throws InterruptedException {
    // given
    inside.put("{_id: 50, wanted: true}");

    // when
    PageRead page = found(ALL, 1).read(ALL, 1);

    // then
    assertThat(page.documents()).extracting(BsonBytes::id).containsExactly(id(50));
    assertThat(page.end()).isEqualTo(id(50));
  }

  @Test
  void lastPageReadsToTheEnd() throws InterruptedException {
    // given
    outside.reach = Integer.MAX_VALUE;
    inside.put("{_id: 300, wanted: true}");

    // when
    PageRead page = found(ALL, 10).read(ALL, 10);

    // then
    assertThat(page.documents())
        .extracting(BsonBytes::id)
        .containsExactly(id(99), id(199), id(300));
    assertThat(page.done()).isTrue();
  }
}
