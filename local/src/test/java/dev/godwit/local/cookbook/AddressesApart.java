package dev.godwit.local.cookbook;

import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import org.bson.Document;

public final class AddressesApart implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261206-addresses-apart")
        .on("customers")
        .filter(Filters.type("address", "object"))
        .build();
  }

  @Override
  public Change migrateOne(Document customer, MigrationContext context) {
    Object id = customer.get("_id");
    Document address = new Document(customer.get("address", Document.class)).append("_id", id);
    context.insertIfAbsent("addresses", id, address);
    return Change.unset("address");
  }
}
