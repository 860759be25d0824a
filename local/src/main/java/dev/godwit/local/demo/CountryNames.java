package dev.godwit.local.demo;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * Gives every country a document of its own, by its code, and every place its country's name, which
 * is the English one that the JDK knows.
 */
public final class CountryNames implements Migration {

  private static final String COUNTRIES = "countries";
  private static final String KNOWN = "known countries";

  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261103-country-names")
        .on("places")
        .describedAs("countries become a collection, and places say the name of theirs")
        .build();
  }

  @Override
  public void beforePage(List<Document> page, MigrationContext context) {
    Set<String> codes =
        page.stream().map(place -> place.getString("country")).collect(Collectors.toSet());
    context.remember(KNOWN, context.collection(COUNTRIES).findByIds(codes).keySet());
  }

  @Override
  public Change migrateOne(Document place, MigrationContext context) {
    String code = place.getString("country");
    String name = new Locale("", code).getDisplayCountry(Locale.ENGLISH);
    if (!context.recall(KNOWN, Set.class).contains(code)) {
      context.insertIfAbsent(COUNTRIES, code, new Document("name", name));
    }
    return Change.set("countryName", name);
  }
}
