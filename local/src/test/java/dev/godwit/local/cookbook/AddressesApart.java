package dev.godwit.local.cookbook;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import org.bson.Document;

final class AddressesApart implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261206-addresses-apart")
        .on("customers")
        .filter(new Document("address", new Document("$type", "object")))
        .build();
  }

  @Override
  public Change migrateOne(Document customer, MigrationContext context) {
    Object id = customer.get("_id");
    Document address = new Document(customer.get("address", Document.class)).append("_id", id);
    context.upsert("addresses", id, address);
    return Change.unset("address");
  }
}
