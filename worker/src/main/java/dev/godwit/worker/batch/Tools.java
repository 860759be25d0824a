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
 */
record Tools(Database database, Pace pace, PageLimits limits, Refusals refusals) {

  /** The same for a page that goes to that database, and of whose documents that is known. */
  Tools with(Database other, Refusals known) {
    return new Tools(other, pace, limits, known);
  }

  Clock clock() {
    return pace.clock();
  }

  Attempts attempts() {
    return new Attempts(pace);
  }

  PageSource reader(Documents documents, Selection selection) {
    PageSource reader = new PageReader(documents, selection, limits, clock(), attempts());
    Optional<Documents> outside =
        selection.isEverything() ? Optional.empty() : documents.outsideOfTransaction();
    return outside.isPresent()
        ? new FoundOutside(
            new PageReader(outside.get(), selection, limits, clock(), attempts()), reader)
        : reader;
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
