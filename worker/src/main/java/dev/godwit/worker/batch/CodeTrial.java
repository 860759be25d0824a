package dev.godwit.worker.batch;

import dev.godwit.worker.catalog.KnownMigration;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;

/** Tries a migration in code by running it, and writing nothing. */
record CodeTrial(
    KnownMigration.InCode known, PageContext context, Stopwatch stopwatch, PageLimits limits)
    implements Trial {

  @Override
  public List<Tried> of(PageRead page) throws InterruptedException {
    DocumentMigration migration = DocumentMigration.of(known.spec(), known.migration(), context);
    migration.beforePage(page);
    List<Tried> tried = new ArrayList<>();
    for (RawBsonDocument document : page.documents()) {
      Attempts.giveUpIfStopped();
      if (!tried.isEmpty() && stopwatch.elapsedMillis() > limits.time().toMillis()) {
        break;
      }
      try {
        Planned planned = migration.plan(new Draft(tried.size(), document, 0));
        tried.add(Tried.by(document, planned.effect()));
      } catch (DocumentFailedException e) {
        tried.add(Tried.failing(document, e.reason()));
      }
    }
    return tried;
  }
}
