package dev.godwit.local.demo;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Looks at the result of all four migrations with queries that know nothing of them. */
final class Check {

  private final int most;
  private final MongoCollection<Document> places;
  private final MongoCollection<Document> countries;

  /**
   * @param most how many places of the data set were loaded
   */
  Check(int most, MongoDatabase database) {
    this.most = most;
    this.places = database.getCollection("places");
    this.countries = database.getCollection("countries");
  }

  /** All that was looked at; the demo succeeded when each of them agrees. */
  List<Finding> findings() {
    Expected expected = Expected.count(most);
    Comparison comparison = Comparison.of(most, places);
    return List.of(
        new Finding("places", expected.places(), places.countDocuments()),
        new Finding("places described twice", 0, kindsDescribedTwice()),
        new Finding("places with lat or lng", 0, count(or(exists("lat"), exists("lng")))),
        new Finding("places with a point", expected.places(), count(eq("location.type", "Point"))),
        new Finding("places with an empty admin", 0, count(or(eq("admin1", ""), eq("admin2", "")))),
        new Finding("places with admin1", expected.withAdmin1(), count(exists("admin1"))),
        new Finding("places with admin2", expected.withAdmin2(), count(exists("admin2"))),
        new Finding("countries", expected.countries(), countries.countDocuments()),
        new Finding("countries as places name them", expected.countries(), agreedCountries()),
        new Finding(
            "places as their lines must become",
            expected.places(),
            comparison.equal(),
            comparison.difference()));
  }

  private long count(Bson filter) {
    return places.countDocuments(filter);
  }

  private long kindsDescribedTwice() {
    Document kind =
        new Document("name", "$name")
            .append("country", "$country")
            .append("admin1", "$admin1")
            .append("admin2", "$admin2");
    return all(places, group(kind, sum("times", 1)), match(gt("times", 1))).size();
  }

  /** Pairs of code and name that places have and that a country has, too. */
  private long agreedCountries() {
    Set<Object> pairs = new HashSet<>();
    Document pair = new Document("_id", "$country").append("name", "$countryName");
    all(places, group(pair)).forEach(place -> pairs.add(place.get("_id")));
    pairs.retainAll(all(countries));
    return pairs.size();
  }

  private static List<Document> all(MongoCollection<Document> collection, Bson... pipeline) {
    return collection.aggregate(List.of(pipeline)).into(new ArrayList<>());
  }
}
