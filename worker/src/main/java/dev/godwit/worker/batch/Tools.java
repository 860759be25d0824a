package dev.godwit.worker.batch;

import dev.godwit.migration.MigrationSpec;
import dev.godwit.worker.mongo.Database;
import dev.godwit.worker.mongo.Documents;
import java.time.Clock;
import java.util.Optional;

/**
 * What the work on any batch needs.
 *
 * @param database where the documents are
 * @param pace time and chance
 * @param limits what bounds a page
 * @param refusals what is known of the page's documents before it begins
 * @param found the page, where it was looked for before a transaction began
 */
record Tools(
    Database database, Pace pace, PageLimits limits, Refusals refusals, Optional<PageRead> found) {

  /** The same for a page that goes to that database, and of whose documents that is known. */
  Tools with(Database other, Refusals known) {
    return new Tools(other, pace, limits, known, Optional.empty());
  }

  /** The same for the page that was found. */
  Tools with(Optional<PageRead> page) {
    return new Tools(database, pace, limits, refusals, page);
  }

  Clock clock() {
    return pace.clock();
  }

  Attempts attempts() {
    return new Attempts(pace);
  }

  PageSource reader(Documents documents, Selection selection) {
    PageSource reader = new PageReader(documents, selection, limits, clock(), attempts());
    return found.isPresent() ? new FoundOutside(found.get(), reader) : reader;
  }

  /** A page's context, whose reads are tried again. */
  PageContext context(MigrationSpec spec, Parameters parameters, boolean dryRun) {
    return new PageContext(
        spec,
        name -> new PatientCollection(database.readable(name), attempts()),
        parameters,
        dryRun);
  }
}
