package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageReaderTest {

  private static final IdRange ALL = new IdRange(null, null);

  private final ManualTime time = new ManualTime();
  private final MemoryDocuments documents = new MemoryDocuments();

  private void numbered(int count) {
    for (int i = 0; i < count; i++) {
      documents.put("{_id: %d, wanted: %b}".formatted(i, i % 100 == 99));
    }
  }

  private PageReader reader(String filter, long bytes) {
    PageLimits limits = new PageLimits(bytes, Duration.ofSeconds(30), Duration.ofSeconds(10), 50);
    Selection selection = new Selection(BsonDocument.parse(filter), Query.BY_ID);
    return new PageReader(documents, selection, limits, time, time.attempts());
  }

  private static List<Integer> ids(PageRead page) {
    return page.documents().stream().map(each -> BsonBytes.id(each).asInt32().getValue()).toList();
  }

  @ParameterizedTest
  @CsvSource({"4, 4, false", "5, 5, true", "6, 5, true", "1, 1, false"})
  void isDoneOnlyWhenNothingIsLeft(int batchSize, int found, boolean done)
      throws InterruptedException {
    // given
    numbered(5);

    // when
    PageRead page = reader("{}", Long.MAX_VALUE).read(ALL, batchSize);

    // then
    assertThat(page.size()).isEqualTo(found);
    assertThat(page.end()).isEqualTo(new BsonInt32(found - 1));
    assertThat(page.done()).isEqualTo(done);
  }

  @Test
  void emptyPageEndsWhereItBegan() throws InterruptedException {
    assertThat(reader("{}", 100).read(ALL, 3)).isEqualTo(new PageRead(List.of(), null, true));
    BsonValue cursor = new BsonInt32(9);
    assertThat(reader("{}", 100).read(new IdRange(cursor, null), 3).end()).isEqualTo(cursor);
  }

  @Test
  void pageEndsBeforeTheDocumentThatWouldMakeItTooLarge() throws InterruptedException {
    // given
    numbered(5);
    int each = documents.get(0).getByteLength();

    // then
    assertThat(reader("{}", 2L * each).read(ALL, 10).size()).isEqualTo(2);
    assertThat(reader("{}", 3L * each - 1).read(ALL, 10).size()).isEqualTo(2);
    assertThat(reader("{}", 2L * each).read(ALL, 10).done()).isFalse();
    assertThat(reader("{}", 5L * each).read(ALL, 10).done()).isTrue();
  }

  @Test
  void documentThatIsLargerThanAPageIsReadAlone() throws InterruptedException {
    // given
    numbered(3);

    // then
    assertThat(ids(reader("{}", 1).read(ALL, 10))).containsExactly(0);
  }

  @Test
  void pageEndsWhenReadingTakesTooLong() throws InterruptedException {
    // given
    numbered(5);
    MemoryDocuments slow = documents;
    PageLimits limits = new PageLimits(1 << 20, Duration.ofSeconds(30), Duration.ofSeconds(10), 50);
    PageCollector page = new PageCollector(10, limits.bytes(), time, time.millis() + 20_000);

    // when
    boolean exhausted =
        slow.read(
            new Query(new BsonDocument(), null, false, 0, 0, limits.query()),
            document -> {
              boolean more = page.test(document);
              time.pass(Duration.ofSeconds(9));
              return more;
            });

    // then
    assertThat(exhausted).isFalse();
    assertThat(page.documents()).hasSize(3);
  }

  @Test
  void filterThatMatchesNothingForLongIsHelpedBySmallerSteps() throws InterruptedException {
    // given
    numbered(1000);
    documents.reach = 60;
    List<Integer> found = new ArrayList<>();
    BsonValue cursor = null;

    // when
    PageRead page = reader("{wanted: true}", Long.MAX_VALUE).read(ALL, 10);
    while (!page.done()) {
      found.addAll(ids(page));
      assertThat(BsonOrder.INSTANCE.compare(page.end(), new BsonInt32(-1))).isPositive();
      assertThat(page.end()).isNotEqualTo(cursor);
      cursor = page.end();
      page = reader("{wanted: true}", Long.MAX_VALUE).read(new IdRange(cursor, null), 10);
    }
    found.addAll(ids(page));

    // then
    assertThat(found).containsExactly(99, 199, 299, 399, 499, 599, 699, 799, 899, 999);
  }

  @Test
  void stepsStayWithinTheSegment() throws InterruptedException {
    // given
    numbered(1000);
    documents.reach = 60;

    // when
    PageRead page =
        reader("{wanted: true}", Long.MAX_VALUE)
            .read(new IdRange(new BsonInt32(0), new BsonInt32(80)), 10);

    // then
    assertThat(page.isEmpty()).isTrue();
    assertThat(page.done()).isTrue();
  }

  @Test
  void stepsBecomeSmallerWhenTheyAreTooLarge() throws InterruptedException {
    // given
    numbered(1000);
    documents.reach = 12;

    // when
    PageRead page = reader("{wanted: true}", Long.MAX_VALUE).read(ALL, 5);

    // then
    assertThat(page.done()).isFalse();
    assertThat(page.end()).isEqualTo(new BsonInt32(99));
    assertThat(ids(page)).containsExactly(99);
  }

  @Test
  void whatIsTooSlowWithoutAFilterFails() {
    // given
    numbered(10);
    documents.reach = 0;

    // then
    assertThatThrownBy(() -> reader("{}", Long.MAX_VALUE).read(ALL, 5))
        .isInstanceOf(DatabaseException.class);
    assertThatThrownBy(() -> reader("{wanted: true}", Long.MAX_VALUE).read(ALL, 5))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void whatWasReadBeforeTheTimeWasUpIsAPage() throws InterruptedException {
    // given
    numbered(10);
    documents.reach = 3;

    // when
    PageRead page = reader("{}", Long.MAX_VALUE).read(ALL, 5);

    // then
    assertThat(ids(page)).containsExactly(0, 1, 2);
    assertThat(page.done()).isFalse();
  }
}
