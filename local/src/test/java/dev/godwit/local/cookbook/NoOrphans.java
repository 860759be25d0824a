package dev.godwit.local.cookbook;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

final class NoOrphans implements Migration {
  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261207-no-orphans").on("orders").build();
  }

  @Override
  public void beforePage(List<Document> page, MigrationContext context) {
    List<Object> wanted = page.stream().map(order -> order.get("customerId")).toList();
    Set<Object> known =
        context
            .collection("customers")
            .find(Filters.in("_id", wanted), Projections.include("_id"))
            .stream()
            .map(customer -> customer.get("_id"))
            .collect(Collectors.toSet());
    context.remember("known customers", known);
  }

  @Override
  public Change migrateOne(Document order, MigrationContext context) {
    Object customer = Objects.requireNonNull(order.get("customerId"), "no customerId");
    Set<?> known = context.recall("known customers", Set.class);
    return known.contains(customer) ? Change.none() : Change.delete();
  }
}
