package dev.godwit.local.cookbook;

import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.text.Normalizer;
import java.util.Locale;
import org.bson.Document;

public final class EmailLowerCase implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261209-email-lower-case")
        .on("users")
        .filter(Filters.type("email", "string"))
        .build();
  }

  @Override
  public Change migrateOne(Document user, MigrationContext context) {
    String email = user.getString("email").strip().toLowerCase(Locale.ROOT);
    return Change.set("email", Normalizer.normalize(email, Normalizer.Form.NFC));
  }
}
