package dev.godwit.coordinator.simulation;

import java.util.HashSet;
import java.util.Set;

/** What a worker really did with a page, whatever it tells. */
final class PageLog {

  private final ModelMigration migration;
  private final int version;
  private final Set<Integer> handled = new HashSet<>();
  private final Set<Integer> skipped = new HashSet<>();

  PageLog(ModelMigration migration, int version) {
    this.migration = migration;
    this.version = version;
  }

  /** The worker is through with a document that it last saw like this. */
  void sawLast(Doc doc) {
    if (doc.equals(migration.rightly(doc, version)) && !migration.failsFor(doc)) {
      handled.add(doc.id());
    }
  }

  void skipped(Doc doc) {
    if (migration.failsFor(doc)) {
      handled.add(doc.id());
      skipped.add(doc.id());
    }
  }

  /** The documents for which nothing is left to be done. */
  Set<Integer> handled() {
    return handled;
  }

  /** Those of them that failed. */
  Set<Integer> skipped() {
    return skipped;
  }
}
