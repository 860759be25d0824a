package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Query;
import dev.godwit.worker.mongo.Trouble;
import java.time.Clock;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** Reads the next page of a migration's documents. */
final class PageReader implements PageSource {

  private final Documents documents;
  private final Selection selection;
  private final PageLimits limits;
  private final Clock clock;
  private final Attempts attempts;

  PageReader(
      Documents documents, Selection selection, PageLimits limits, Clock clock, Attempts attempts) {
    this.documents = documents;
    this.selection = selection;
    this.limits = limits;
    this.clock = clock;
    this.attempts = attempts;
  }

  @Override
  public PageRead read(IdRange range, int batchSize) throws InterruptedException {
    return attempts.read(() -> read(range, batchSize, false));
  }

  @Override
  public PageRead readIds(IdRange range, int batchSize) throws InterruptedException {
    return attempts.read(() -> read(range, batchSize, true));
  }

  private PageRead read(IdRange range, int batchSize, boolean idsOnly) {
    long until = clock.millis() + limits.reading().toMillis();
    PageCollector page = new PageCollector(batchSize, limits.bytes(), clock, until);
    try {
      boolean exhausted = documents.read(query(range, batchSize, idsOnly), page);
      return whole(range, page, exhausted);
    } catch (DatabaseException e) {
      if (e.trouble() != Trouble.TOO_SLOW || (page.isEmpty() && selection.isEverything())) {
        throw e;
      }
      return page.isEmpty()
          ? readInSteps(range, batchSize, idsOnly, until)
          : whole(range, page, false);
    }
  }

  /** One more than the page holds, which tells whether anything is left. */
  private Query query(IdRange range, int batchSize, boolean idsOnly) {
    return new Query(
        selection.within(range), selection.hint(), idsOnly, 0, batchSize + 1, limits.query());
  }

  private static PageRead whole(IdRange range, PageCollector page, boolean exhausted) {
    List<RawBsonDocument> found = page.documents();
    BsonValue end = found.isEmpty() ? range.after() : found.get(found.size() - 1).get("_id");
    return new PageRead(found, end, exhausted);
  }

  /**
   * The filter matches so little that the server found nothing in its time: goes on by stretches of
   * a number of documents, matching or not, whose end is known, until one holds something.
   */
  private PageRead readInSteps(IdRange range, int batchSize, boolean idsOnly, long until) {
    int step = Math.max(limits.step(), batchSize);
    IdRange rest = range;
    while (true) {
      PageCollector page = new PageCollector(batchSize, limits.bytes(), clock, until);
      try {
        @Nullable BsonValue end = idAfter(rest, step);
        IdRange stretch = new IdRange(rest.after(), end == null ? rest.upTo() : end);
        boolean exhausted = documents.read(query(stretch, batchSize, idsOnly), page);
        if (!exhausted) {
          return whole(rest, page, false);
        } else if (end == null) {
          return whole(rest, page, true);
        } else if (!page.isEmpty() || clock.millis() > until) {
          return new PageRead(page.documents(), end, false);
        }
        rest = new IdRange(end, rest.upTo());
      } catch (DatabaseException e) {
        boolean moved = !page.isEmpty() || !rest.equals(range);
        if (e.trouble() != Trouble.TOO_SLOW || (!moved && step <= batchSize)) {
          throw e;
        } else if (moved) {
          return whole(rest, page, false);
        }
        step = Math.max(batchSize, step / 10);
      }
    }
  }

  /** The {@code _id} so many documents on; null when there are not so many. */
  private @Nullable BsonValue idAfter(IdRange range, int step) {
    BsonDocument all = range.filter();
    PageCollector one = new PageCollector(1, Long.MAX_VALUE, clock, Long.MAX_VALUE);
    documents.read(new Query(all, Query.BY_ID, true, step - 1, 1, limits.query()), one);
    return one.isEmpty() ? null : one.documents().get(0).get("_id");
  }
}
