package dev.godwit.worker.batch;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.OffsetRange;
import dev.godwit.protocol.Offsets;
import dev.godwit.worker.batch.LetterSource.Letter;
import dev.godwit.worker.batch.PageOutcome.FailedDocument;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Tries the documents of some dead letters again, in the order of the letters. */
final class RetryWork {

  /** Migrates documents that are there and match; those that fail are skipped. */
  @FunctionalInterface
  interface Migrating {
    Retried migrate(PageRead page) throws InterruptedException;
  }

  /**
   * What became of documents.
   *
   * @param limit how many of them were handled; the others are left to the next batch
   */
  record Retried(Counts counts, List<FailedDocument> skipped, int limit) {
    static Retried of(PageOutcome outcome, int limit) {
      return new Retried(outcome.counts(), outcome.skipped(), limit);
    }
  }

  /**
   * What came of a batch of letters.
   *
   * @param tried from the first that was asked for to the last that was tried
   */
  record Tried(Counts counts, List<FailedDocument> skipped, OffsetRange tried) {}

  private final Documents documents;
  private final Selection selection;
  private final PageLimits limits;
  private final Attempts attempts;
  private final boolean wholeDocuments;

  /**
   * @param wholeDocuments whether more than ids is needed
   */
  RetryWork(
      Documents documents,
      Selection selection,
      PageLimits limits,
      Attempts attempts,
      boolean wholeDocuments) {
    this.documents = documents;
    this.selection = selection;
    this.limits = limits;
    this.attempts = attempts;
    this.wholeDocuments = wholeDocuments;
  }

  Tried run(BatchId batchId, Offsets asked, List<Letter> found, Migrating migrating)
      throws InterruptedException {
    List<Letter> letters = ofThisRun(batchId, found);
    LettersPage page = pageOf(letters);
    Set<Object> there = there(page.missing());
    Retried retried =
        page.documents().isEmpty()
            ? new Retried(Counts.ZERO, List.of(), 0)
            : migrating.migrate(new PageRead(page.documents(), null, false));
    int handled = page.handled(retried.limit());
    // Cut to the letters that were handled: the others are looked at again.
    List<BsonValue> missing =
        new LettersPage(page.letters().subList(0, handled), page.documents()).missing();
    long unmatched = missing.stream().filter(id -> there.contains(BsonBytes.key(id))).count();
    // One that does not match any more needs nothing, like one that is not changed.
    Counts others = Counts.of(0, unmatched, 0, 0, missing.size() - unmatched, 0);
    long last = handled == letters.size() ? asked.last() : letters.get(handled).offset() - 1;
    return new Tried(
        retried.counts().plus(others), retried.skipped(), new OffsetRange(asked.first(), last));
  }

  private LettersPage pageOf(List<Letter> letters) throws InterruptedException {
    return LettersPage.read(
        letters,
        ids -> {
          Query query = Query.of(ids).matching(selection.filter());
          return wholeDocuments ? query : query.onlyIds();
        },
        documents,
        limits.bytes(),
        attempts);
  }

  private Set<Object> there(List<BsonValue> ids) throws InterruptedException {
    return ids.isEmpty()
        ? Set.of()
        : new Rereading(documents, attempts).matching(ids, new BsonDocument());
  }

  /** Each document once, by its latest letter. */
  private static List<Letter> ofThisRun(BatchId batchId, List<Letter> found) {
    Map<Object, Letter> latest = new LinkedHashMap<>();
    for (Letter letter : found) {
      BatchId of = letter.batchId();
      if (of.migration().equals(batchId.migration()) && of.run() == batchId.run()) {
        Object key = BsonBytes.key(letter.documentId());
        latest.remove(key);
        latest.put(key, letter);
      }
    }
    return List.copyOf(latest.values());
  }
}
