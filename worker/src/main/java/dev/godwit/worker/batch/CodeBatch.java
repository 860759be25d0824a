package dev.godwit.worker.batch;

import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Page;
import dev.godwit.worker.batch.Ledger.Outcome;
import dev.godwit.worker.batch.Stopwatch.Phase;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.Documents;
import java.util.ArrayList;
import java.util.List;

/** Migrates one page by code: reads it, asks the migration, writes what it changed. */
final class CodeBatch {

  private static final int DOCUMENTS_PER_SIGN = 100;

  private final MigrationSpec spec;
  private final DocumentMigration migration;
  private final Tools tools;
  private final Stopwatch stopwatch;
  private final TaskWork.Signs signs;

  CodeBatch(
      KnownMigration.InCode known,
      Tools tools,
      PageContext context,
      Stopwatch stopwatch,
      TaskWork.Signs signs) {
    this.spec = known.spec();
    this.migration = DocumentMigration.of(known.spec(), known.migration(), context);
    this.tools = tools;
    this.stopwatch = stopwatch;
    this.signs = signs;
  }

  PageOutcome run(Page asked) throws InterruptedException {
    Documents documents = tools.database().documents(spec.source().collection());
    Selection selection = Selection.of(spec);
    IdRange range = IdRange.of(asked.range());
    PageRead page = tools.reader(documents, selection).read(range, asked.batchSize());
    stopwatch.lap(Phase.READ);
    if (page.isEmpty()) {
      return PageOutcome.ofNothing(page);
    }
    beforePage(page);
    Ledger ledger = tools.refusals().ledger(page, asked.onError());
    migrate(page, ledger, writers(documents, selection, ledger, asked.onError()));
    signs.documentsDone(ledger.limit());
    return PageOutcome.of(page, range.after(), ledger);
  }

  /** Documents that failed before; they are skipped if they do so again. */
  RetryWork.Retried retry(PageRead page) throws InterruptedException {
    stopwatch.lap(Phase.READ);
    Documents documents = tools.database().documents(spec.source().collection());
    beforePage(page);
    Ledger ledger = tools.refusals().ledger(page, OnError.SKIP);
    migrate(page, ledger, writers(documents, Selection.of(spec), ledger, OnError.SKIP));
    signs.documentsDone(ledger.limit());
    return RetryWork.Retried.of(PageOutcome.of(page, null, ledger), ledger.limit());
  }

  private void beforePage(PageRead page) throws InterruptedException {
    migration.beforePage(page);
    stopwatch.lap(Phase.MIGRATE);
  }

  /** What sends the writes of a page. */
  private record Writers(SideWrites side, OwnWrites own) {}

  private Writers writers(
      Documents documents, Selection selection, Ledger ledger, OnError onError) {
    boolean inOrder = onError == OnError.FAIL;
    Attempts attempts = tools.attempts();
    Verification verification =
        new Verification(new Rereading(documents, attempts), selection, ledger);
    return new Writers(
        new SideWrites(tools.database(), ledger, inOrder, attempts),
        new OwnWrites(documents, verification, ledger, inOrder, attempts));
  }

  /** Again and again those that somebody else changed before they were written. */
  private void migrate(PageRead page, Ledger ledger, Writers writers) throws InterruptedException {
    List<Draft> drafts = new ArrayList<>(page.size());
    for (int i = 0; i < page.size(); i++) {
      drafts.add(new Draft(i, page.documents().get(i), 0));
    }
    while (!drafts.isEmpty()) {
      List<Planned> planned = plan(drafts, ledger);
      stopwatch.lap(Phase.MIGRATE);
      Attempts.giveUpIfStopped();
      writers.side().send(planned);
      planned.removeIf(document -> !ledger.isOpen(document.index()));
      for (Planned document : planned) {
        if (document.effect() instanceof Effect.Nothing) {
          ledger.settle(document.index(), Outcome.UNCHANGED);
        }
      }
      drafts = writers.own().send(planned);
      stopwatch.lap(Phase.WRITE);
    }
  }

  private List<Planned> plan(List<Draft> drafts, Ledger ledger) throws InterruptedException {
    List<Planned> planned = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      if (!ledger.isOpen(draft.index())) {
        continue;
      }
      Attempts.giveUpIfStopped();
      if (draft.tries() == 0) {
        if (draft.index() > 0 && stopwatch.elapsedMillis() > tools.limits().time().toMillis()) {
          ledger.cut(draft.index());
          break;
        }
        if (draft.index() > 0 && draft.index() % DOCUMENTS_PER_SIGN == 0) {
          signs.documentsDone(draft.index());
        }
      }
      try {
        planned.add(migration.plan(draft));
      } catch (DocumentFailedException e) {
        ledger.fail(draft.index(), e.reason());
      }
    }
    return planned;
  }
}
