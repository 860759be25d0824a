package dev.godwit.local.cookbook;

import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import org.bson.Document;

public final class ProToPlan implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261205-plan-enum")
        .on("teams")
        .filter(Filters.and(Filters.exists("isPro"), Filters.in("isPro", true, false, null)))
        .build();
  }

  @Override
  public Change migrateOne(Document team, MigrationContext context) {
    String plan = Boolean.TRUE.equals(team.get("isPro")) ? "pro" : "basic";
    Change.Edit withoutPro = Change.unset("isPro");
    return team.get("plan") == null ? withoutPro.andSet("plan", plan) : withoutPro;
  }
}
