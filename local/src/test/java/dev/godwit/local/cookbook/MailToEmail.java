package dev.godwit.local.cookbook;

import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import org.bson.Document;

public final class MailToEmail implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261203-mail-to-email")
        .on("users")
        .filter(Filters.exists("mail"))
        .build();
  }

  @Override
  public Change migrateOne(Document user, MigrationContext context) {
    Change.Edit withoutMail = Change.unset("mail");
    return user.get("email") == null
        ? withoutMail.andSet("email", user.get("mail"))
        : withoutMail; // what the new code has written already wins
  }
}
