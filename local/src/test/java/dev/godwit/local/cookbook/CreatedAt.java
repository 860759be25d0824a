package dev.godwit.local.cookbook;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import org.bson.Document;

final class CreatedAt implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261208-created-at")
        .on("orders")
        .filter(new Document("createdAt", null).append("_id", new Document("$type", "objectId")))
        .build();
  }

  @Override
  public Change migrateOne(Document order, MigrationContext context) {
    return Change.set("createdAt", order.getObjectId("_id").getDate());
  }
}
