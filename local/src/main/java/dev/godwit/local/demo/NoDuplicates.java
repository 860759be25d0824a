package dev.godwit.local.demo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * Deletes places that another one with a smaller {@code _id} describes already: same name, country,
 * admin1 and admin2.
 */
public final class NoDuplicates implements Migration {

  private static final String FIRSTS = "the first of each kind";

  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261104-no-duplicates")
        .on("places")
        .describedAs("of places that are described several times, the first stays")
        .build();
  }

  /** One query for the whole page finds everything that may be the same as something in it. */
  @Override
  public void beforePage(List<Document> page, MigrationContext context) {
    List<String> names = page.stream().map(place -> place.getString("name")).distinct().toList();
    Map<Object, ObjectId> firsts = new HashMap<>();
    context
        .collection("places")
        .find(Filters.in("name", names), Projections.include("name", "country", "admin1", "admin2"))
        .forEach(place -> firsts.merge(kind(place), place.getObjectId("_id"), NoDuplicates::min));
    context.remember(FIRSTS, firsts);
  }

  @Override
  public Change migrateOne(Document place, MigrationContext context) {
    Object first = context.recall(FIRSTS, Map.class).get(kind(place));
    return first == null || first.equals(place.get("_id")) ? Change.none() : Change.delete();
  }

  private static ObjectId min(ObjectId one, ObjectId other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Object kind(Document place) {
    return Arrays.asList(
        place.get("name"), place.get("country"), place.get("admin1"), place.get("admin2"));
  }
}
