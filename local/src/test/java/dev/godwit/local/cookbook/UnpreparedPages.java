package dev.godwit.local.cookbook;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.util.List;
import org.bson.Document;

/**
 * Hands in documents that beforePage has not seen like this: as it is when the application changes
 * them before they are written.
 */
record UnpreparedPages(Migration migration) implements Migration {

  @Override
  public MigrationSpec spec() {
    return migration.spec();
  }

  @Override
  public void beforePage(List<Document> page, MigrationContext context) throws Exception {
    migration.beforePage(List.of(), context);
  }

  @Override
  public Change migrateOne(Document document, MigrationContext context) throws Exception {
    return migration.migrateOne(document, context);
  }
}
