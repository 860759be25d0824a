package dev.godwit.coordinator.simulation;

import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a run that nothing disturbs, page by page. */
final class Undisturbed {

  private final ModelMigration migration;
  private final int version;
  private final Tally tally = new Tally();
  private boolean stopped;

  private Undisturbed(ModelMigration migration, int version) {
    this.migration = migration;
    this.version = version;
  }

  static Undisturbed of(ModelMigration migration, int version, Collection<Doc> documents) {
    Undisturbed run = new Undisturbed(migration, version);
    List<Doc> wanted = documents.stream().filter(doc -> migration.wants(doc, version)).toList();
    int size = migration.defaults().batchSize();
    for (int from = 0; from < wanted.size() && !run.stopped; from += size) {
      run.page(wanted.subList(from, Math.min(from + size, wanted.size())));
    }
    return run;
  }

  private void page(List<Doc> page) {
    for (Doc doc : page) {
      if (migration.failsFor(doc)) {
        if (migration.defaults().onError() == OnError.FAIL) {
          stopped = true;
          return;
        }
        tally.failed++;
      } else {
        migrated(doc, migration.migrate(doc, version));
      }
    }
    MaxFailures limit = migration.defaults().maxFailures();
    stopped = limit != null && limit.isExceededBy(tally.failed, tally.counts().processed());
  }

  private void migrated(Doc doc, @Nullable Doc image) {
    if (image == null) {
      tally.deleted++;
    } else if (image.equals(doc)) {
      tally.unchanged++;
    } else {
      tally.updated++;
    }
  }

  void check(State state) {
    Counts counts = tally.counts();
    Status finished = tally.failed == 0 ? Status.COMPLETED : Status.COMPLETED_WITH_FAILURES;
    Promise.COUNTS_ARE_TRUE.check(
        state.progress().counts().equals(counts)
            && state.status() == (stopped ? Status.FAILED : finished),
        "it should have been %s %s: %s",
        stopped ? Status.FAILED : finished,
        counts,
        state);
  }
}
