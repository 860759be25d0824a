package dev.godwit.local.cookbook;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

public final class NoOrphans implements Migration {
  private record Gone(Set<Object> customers) {}

  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261207-no-orphans")
        .on("orders")
        .filter(Filters.ne("customerId", null))
        .build();
  }

  @Override
  public void beforePage(List<Document> page, MigrationContext context) {
    List<Object> ids = page.stream().map(order -> order.get("_id")).toList();
    List<Document> orphans =
        context
            .collection("orders")
            .aggregate(
                List.of(
                    Aggregates.match(Filters.in("_id", ids)),
                    Aggregates.lookup("customers", "customerId", "_id", "customer"),
                    Aggregates.match(Filters.size("customer", 0))));
    Set<Object> gone =
        orphans.stream().map(order -> order.get("customerId")).collect(Collectors.toSet());
    context.remember("gone", new Gone(gone));
  }

  @Override
  public Change migrateOne(Document order, MigrationContext context) {
    Set<Object> gone = context.recall("gone", Gone.class).customers();
    return gone.contains(order.get("customerId")) ? Change.delete() : Change.none();
  }
}
