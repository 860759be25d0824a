package dev.godwit.worker.batch;

import dev.godwit.migration.MigrationSpec;
import dev.godwit.worker.mongo.Database;
import dev.godwit.worker.mongo.Documents;
import java.time.Clock;

/**
 * What the work on any batch needs.
 *
 * @param database where the documents are
 * @param pace time and chance
 * @param limits what bounds a page
 */
record Tools(Database database, Pace pace, PageLimits limits) {

  Clock clock() {
    return pace.clock();
  }

  Attempts attempts() {
    return new Attempts(pace);
  }

  PageReader reader(Documents documents, Selection selection) {
    return new PageReader(documents, selection, limits, clock(), attempts());
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
