package dev.godwit.local.demo;

import com.mongodb.client.model.Filters;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.util.List;
import org.bson.Document;

/** Turns the texts {@code lat} and {@code lng} into a GeoJSON point, which can be indexed. */
public final class GeoJsonLocation implements Migration {

  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named("20261101-geojson-location")
        .on("places")
        .describedAs("the strings lat and lng become a GeoJSON location")
        .filter(Filters.exists("lat"))
        .build();
  }

  @Override
  public Change migrateOne(Document place, MigrationContext context) {
    double latitude = Double.parseDouble(place.getString("lat"));
    double longitude = Double.parseDouble(place.getString("lng"));
    Document point =
        new Document("type", "Point").append("coordinates", List.of(longitude, latitude));
    return Change.set("location", point).andUnset("lat", "lng");
  }
}
