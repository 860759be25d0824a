package dev.godwit.local.cookbook;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

public final class MergedUsers implements Migration {
  private record Same(Map<Object, List<Document>> byEmail) {}

  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261210-merged-users")
        .on("users")
        .filter(Filters.type("email", "string"))
        .build();
  }

  @Override
  public void beforePage(List<Document> page, MigrationContext context) {
    List<Object> emails = page.stream().map(user -> user.get("email")).toList();
    List<Document> users =
        context
            .collection("users")
            .aggregate(
                List.of(
                    Aggregates.match(Filters.in("email", emails)),
                    Aggregates.sort(Sorts.ascending("_id"))));
    Map<Object, List<Document>> byEmail =
        users.stream().collect(Collectors.groupingBy(user -> user.get("email")));
    context.remember("same", new Same(byEmail));
  }

  @Override
  public Change migrateOne(Document user, MigrationContext context) {
    List<Document> same = context.recall("same", Same.class).byEmail().get(user.get("email"));
    if (same == null) {
      return Change.none(); // its email has been changed since beforePage
    }
    Document kept = same.get(0);
    if (!kept.get("_id").equals(user.get("_id"))) {
      return tags(kept).containsAll(tags(user)) ? Change.delete() : Change.none();
    }
    Set<String> all = tags(user);
    same.forEach(other -> all.addAll(tags(other)));
    return all.equals(tags(user)) ? Change.none() : Change.set("tags", new ArrayList<>(all));
  }

  private static Set<String> tags(Document user) {
    return new LinkedHashSet<>(user.getList("tags", String.class, List.of()));
  }
}
