package dev.godwit.local.page;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** A migration that does one more page whenever the test lets it, and fails at bad documents. */
record PageByPage(MigrationSpec spec, Semaphore pages) implements Migration {

  static PageByPage of(String name, String description, String collection) {
    return new PageByPage(
        MigrationSpec.named(name)
            .on(collection)
            .describedAs(description)
            .batchSize(1000)
            .onError(OnError.SKIP)
            .build(),
        new Semaphore(0));
  }

  /** Lets it do so many pages more. */
  void allow(int more) {
    pages.release(more);
  }

  @Override
  public void beforePage(List<Document> page, MigrationContext context) throws Exception {
    if (!context.isDryRun() && !pages.tryAcquire(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the test does not let it go on");
    }
  }

  @Override
  public Change migrateOne(Document document, MigrationContext context) {
    if (document.getBoolean("bad", false)) {
      throw new IllegalArgumentException("no number in 'price': \"a lot\"");
    }
    return document.containsKey("plan") ? Change.none() : Change.set("plan", "basic");
  }
}
