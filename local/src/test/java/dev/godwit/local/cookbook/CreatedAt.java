package dev.godwit.local.cookbook;

import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import org.bson.Document;

public final class CreatedAt implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261208-created-at")
        .on("orders")
        .filter(Filters.and(Filters.eq("createdAt", null), Filters.type("_id", "objectId")))
        .build();
  }

  @Override
  public Change migrateOne(Document order, MigrationContext context) {
    return Change.set("createdAt", order.getObjectId("_id").getDate());
  }
}
