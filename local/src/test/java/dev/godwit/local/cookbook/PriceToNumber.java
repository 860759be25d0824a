package dev.godwit.local.cookbook;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import org.bson.Document;

final class PriceToNumber implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261204-price-is-a-number")
        .on("products")
        .filter(new Document("price", new Document("$type", "string")))
        .build();
  }

  @Override
  public Change migrateOne(Document product, MigrationContext context) {
    String text = product.getString("price").strip().replace(",", ".");
    return Change.set("price", Double.parseDouble(text)); // "n/a" throws, and is reported
  }
}
