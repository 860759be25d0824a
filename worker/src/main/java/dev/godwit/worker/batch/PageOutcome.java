package dev.godwit.worker.batch;

import dev.godwit.protocol.Counts;
import java.util.List;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * What became of a page.
 *
 * @param cursor the last {@code _id} that is done; null for the beginning
 * @param done whether nothing is left
 * @param counts what became of its documents
 * @param stoppedAt the document that failed and stops the run; null when none does
 * @param skipped the documents that failed and were skipped
 */
record PageOutcome(
    @Nullable BsonValue cursor,
    boolean done,
    Counts counts,
    @Nullable FailedDocument stoppedAt,
    List<FailedDocument> skipped) {

  /**
   * A document that cannot be migrated.
   *
   * @param id its {@code _id}
   * @param reason why
   * @param image what it was when it was read; null when it was not
   */
  record FailedDocument(BsonValue id, String reason, @Nullable RawBsonDocument image) {}

  /** The same, where nothing was read but ids. */
  PageOutcome withoutImages() {
    List<FailedDocument> bare =
        skipped.stream().map(each -> new FailedDocument(each.id(), each.reason(), null)).toList();
    return new PageOutcome(cursor, done, counts, stoppedAt, bare);
  }

  /** A page without documents. */
  static PageOutcome ofNothing(PageRead page) {
    return new PageOutcome(page.end(), page.done(), Counts.ZERO, null, List.of());
  }

  /**
   * Of a page whose documents are all settled up to the ledger's limit.
   *
   * @param before where the page began
   */
  static PageOutcome of(PageRead page, @Nullable BsonValue before, Ledger ledger) {
    return of(page, before, ledger, ledger.counts());
  }

  /** The same with counts from elsewhere. */
  static PageOutcome of(PageRead page, @Nullable BsonValue before, Ledger ledger, Counts counts) {
    int limit = ledger.limit();
    boolean whole = limit == page.size();
    BsonValue last = limit == 0 ? before : page.id(limit - 1);
    String reason = ledger.stopped();
    return new PageOutcome(
        whole ? page.end() : last,
        whole && page.done(),
        counts,
        reason == null ? null : failed(page, limit, reason),
        ledger.skipped().entrySet().stream()
            .map(each -> failed(page, each.getKey(), each.getValue()))
            .toList());
  }

  private static FailedDocument failed(PageRead page, int index, String reason) {
    return new FailedDocument(page.id(index), reason, page.documents().get(index));
  }
}
