package dev.godwit.local.cookbook;

import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import org.bson.Document;

public final class NoLegacyId implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261202-no-legacy-id")
        .on("teams")
        .filter(Filters.exists("legacyId"))
        .build();
  }

  @Override
  public Change migrateOne(Document team, MigrationContext context) {
    return Change.unset("legacyId");
  }
}
