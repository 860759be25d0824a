package dev.godwit.worker.batch;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Page;
import dev.godwit.worker.batch.Stopwatch.Phase;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.Documents;
import java.util.List;
import java.util.Optional;
import org.bson.BsonValue;

/**
 * Lets the server update one page by itself. Where the page ends is found out before, because
 * documents that were updated may no longer match.
 */
final class DeclaredBatch {

  private final KnownMigration.Declared known;
  private final Tools tools;
  private final Stopwatch stopwatch;
  private final TaskWork.Signs signs;

  DeclaredBatch(
      KnownMigration.Declared known, Tools tools, Stopwatch stopwatch, TaskWork.Signs signs) {
    this.known = known;
    this.tools = tools;
    this.stopwatch = stopwatch;
    this.signs = signs;
  }

  PageOutcome run(Page asked) throws InterruptedException {
    Documents documents = tools.database().documents(known.spec().source().collection());
    Selection selection = Selection.of(known.spec());
    IdRange range = IdRange.of(asked.range());
    PageRead page = tools.reader(documents, selection).readIds(range, asked.batchSize());
    stopwatch.lap(Phase.READ);
    if (page.isEmpty()) {
      return PageOutcome.ofNothing(page);
    }
    Attempts.giveUpIfStopped();
    PageOutcome outcome = update(documents, selection, page, asked);
    stopwatch.lap(Phase.WRITE);
    signs.documentsDone(outcome.counts().processed());
    return outcome;
  }

  /** Documents that failed before, each by itself; they are skipped if they do so again. */
  RetryWork.Retried retry(PageRead page) throws InterruptedException {
    stopwatch.lap(Phase.READ);
    Attempts.giveUpIfStopped();
    Documents documents = tools.database().documents(known.spec().source().collection());
    Ledger ledger = tools.refusals().ledger(page, OnError.SKIP);
    Counts counts =
        new OneByOne(
                documents,
                Selection.of(known.spec()),
                DeclaredUpdate.of(known),
                ledger,
                tools.attempts())
            .run(page, OnError.SKIP, false);
    stopwatch.lap(Phase.WRITE);
    signs.documentsDone(counts.processed());
    return RetryWork.Retried.of(
        PageOutcome.of(page, null, ledger, counts).withoutImages(), ledger.limit());
  }

  private PageOutcome update(Documents documents, Selection selection, PageRead page, Page asked)
      throws InterruptedException {
    BsonValue update = DeclaredUpdate.of(known);
    IdRange range = IdRange.of(asked.range());
    // Over several servers, an update of many may meet a document twice while it moves.
    boolean byRange = !tools.database().isSharded() && !tools.refusals().areMet();
    if (byRange) {
      IdRange covered = new IdRange(range.after(), page.end());
      Optional<Counts> counts =
          new RangeUpdate(documents, selection, update, tools.attempts()).run(covered, page.size());
      if (counts.isPresent()) {
        return new PageOutcome(page.end(), page.done(), counts.get(), null, List.of());
      }
    }
    tools.refusals().somewhere();
    Ledger ledger = tools.refusals().ledger(page, asked.onError());
    Counts counts =
        new OneByOne(documents, selection, update, ledger, tools.attempts())
            .run(page, asked.onError(), byRange);
    return PageOutcome.of(page, range.after(), ledger, counts).withoutImages();
  }
}
