package dev.godwit.local.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.bson.Document;

/** One line of the data set, as it was published. */
record Place(
    @JsonProperty("name") String name,
    @JsonProperty("lat") String lat,
    @JsonProperty("lng") String lng,
    @JsonProperty("country") String country,
    @JsonProperty("admin1") String admin1,
    @JsonProperty("admin2") String admin2) {

  /** As it is loaded into the collection, without an {@code _id}. */
  Document document() {
    return new Document("name", name)
        .append("lat", lat)
        .append("lng", lng)
        .append("country", country)
        .append("admin1", admin1)
        .append("admin2", admin2);
  }

  /** What makes two lines describe the same place. */
  List<String> kind() {
    return List.of(name, country, admin1, admin2);
  }
}
