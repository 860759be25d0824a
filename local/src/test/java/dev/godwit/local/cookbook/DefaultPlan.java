package dev.godwit.local.cookbook;

import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import org.bson.Document;

public final class DefaultPlan implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261201-default-plan")
        .on("teams")
        .describedAs("every team has a plan")
        .filter(Filters.exists("plan", false))
        .build();
  }

  @Override
  public Change migrateOne(Document team, MigrationContext context) {
    return Change.set("plan", "basic");
  }
}
