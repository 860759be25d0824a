package dev.godwit.local.cookbook;

import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.math.BigDecimal;
import org.bson.Document;
import org.bson.types.Decimal128;

public final class PriceToNumber implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261204-price-is-a-number")
        .on("products")
        .filter(Filters.type("price", "string"))
        .build();
  }

  @Override
  public Change migrateOne(Document product, MigrationContext context) {
    String price = product.getString("price").strip();
    return Change.set("price", new Decimal128(new BigDecimal(price))); // "n/a" throws: it fails
  }
}
