package dev.godwit.local.secure;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bson.Document;

/** Tells in its errors, as clients of web services do, all that it has sent. */
public final class Talkative implements Migration {

  static final String NAME = "20261124-talkative";

  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named(NAME)
        .on("talk")
        .parameters(
            Parameter.string("key").asSecret().asRequired(),
            Parameter.string("token").asSecret().asRequired())
        .build();
  }

  @Override
  public Change migrateOne(Document document, MigrationContext context) {
    String key = context.requiredParameter("key", String.class);
    String token = context.requiredParameter("token", String.class);
    if (document.getInteger("_id") == 2) {
      String basic =
          Base64.getEncoder().encodeToString(("user:" + key).getBytes(StandardCharsets.UTF_8));
      throw new IllegalStateException(
          "GET /?key=%s answered 401 (Authorization: Basic %s, token %s)"
              .formatted(URLEncoder.encode(key, StandardCharsets.UTF_8), basic, token));
    }
    return Change.set("key", key);
  }
}
