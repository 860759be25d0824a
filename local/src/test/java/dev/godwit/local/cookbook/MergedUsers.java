package dev.godwit.local.cookbook;

import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.ObjectId;

final class MergedUsers implements Migration {
  private static final Comparator<Document> BY_ID =
      Comparator.comparing(user -> user.get("_id", ObjectId.class));

  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261210-merged-users")
        .on("users")
        .filter(new Document("email", new Document("$type", "string")))
        .build();
  }

  @Override
  public void beforePage(List<Document> page, MigrationContext context) {
    List<String> emails = page.stream().map(user -> user.getString("email")).toList();
    Map<String, List<Document>> same =
        context.collection("users").find(Filters.in("email", emails)).stream()
            .sorted(BY_ID)
            .collect(Collectors.groupingBy(user -> user.getString("email")));
    context.remember("the same", same);
  }

  @Override
  public Change migrateOne(Document user, MigrationContext context) {
    Map<?, ?> all = context.recall("the same", Map.class);
    List<?> same = (List<?>) all.get(user.getString("email"));
    if (!user.get("_id").equals(((Document) same.get(0)).get("_id"))) {
      return Change.delete();
    }
    TreeSet<String> tags = new TreeSet<>(); // a union: doing it twice changes nothing
    same.forEach(one -> tags.addAll(((Document) one).getList("tags", String.class, List.of())));
    return Change.set("tags", new ArrayList<>(tags));
  }
}
