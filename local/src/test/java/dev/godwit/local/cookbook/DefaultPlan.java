package dev.godwit.local.cookbook;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import org.bson.Document;

final class DefaultPlan implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261201-default-plan")
        .on("teams")
        .describedAs("every team has a plan")
        .build();
  }

  @Override
  public Change migrateOne(Document team, MigrationContext context) {
    return team.containsKey("plan") ? Change.none() : Change.set("plan", "basic");
  }
}
