package dev.godwit.local.demo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Sorts;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Every place in the collection beside what must have become of its line in the data set.
 *
 * @param equal places that are as they must be, fields in any order
 * @param difference the first that is not, is missing, or should not be there; null for none
 */
record Comparison(long equal, @Nullable String difference) {

  static Comparison of(int most, MongoCollection<Document> places) {
    long equal = 0;
    String difference = null;
    try (DataSet data = DataSet.open(most);
        MongoCursor<Document> found = places.find().sort(Sorts.ascending("_id")).cursor()) {
      Set<List<String>> kinds = new HashSet<>();
      for (int line = 0; data.hasNext(); line++) {
        Place place = data.next();
        if (kinds.add(place.kind())) {
          Document expected = expected(line, place);
          Document actual = found.hasNext() ? found.next() : null;
          if (expected.equals(actual)) {
            equal++;
          } else if (difference == null) {
            difference = "expected " + expected.toJson() + ", found " + json(actual);
          }
        }
      }
      if (found.hasNext() && difference == null) {
        difference = "expected no more, found " + json(found.next());
      }
    }
    return new Comparison(equal, difference);
  }

  private static String json(@Nullable Document document) {
    return document == null ? "nothing" : document.toJson();
  }

  private static Document expected(int line, Place place) {
    Document expected =
        new Document("_id", DataSet.id(line))
            .append("name", place.name())
            .append("country", place.country())
            .append("location", point(place.lng(), place.lat()))
            .append("countryName", countryName(place.country()));
    if (!place.admin1().isEmpty()) {
      expected.append("admin1", place.admin1());
    }
    if (!place.admin2().isEmpty()) {
      expected.append("admin2", place.admin2());
    }
    return expected;
  }

  private static Document point(String longitude, String latitude) {
    return new Document("type", "Point")
        .append(
            "coordinates",
            List.of(
                new BigDecimal(longitude).doubleValue(), new BigDecimal(latitude).doubleValue()));
  }

  private static String countryName(String code) {
    return new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
  }
}
