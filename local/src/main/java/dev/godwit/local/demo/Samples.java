package dev.godwit.local.demo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * A few places that are shown before and after.
 *
 * @param ids the first, the first without an admin1, the first that was described before
 */
record Samples(List<ObjectId> ids) {

  /** Chooses them from the data set, as far as it has such places. */
  static Samples choose(int most) {
    List<ObjectId> ids = new ArrayList<>(List.of(DataSet.id(0)));
    Set<List<String>> kinds = new HashSet<>();
    boolean withoutAdmin1 = false;
    boolean describedBefore = false;
    try (DataSet data = DataSet.open(most)) {
      for (int line = 0; data.hasNext() && !(withoutAdmin1 && describedBefore); line++) {
        Place place = data.next();
        boolean isNew = kinds.add(place.kind());
        if (isNew && place.admin1().isEmpty() && !withoutAdmin1) {
          withoutAdmin1 = true;
          ids.add(DataSet.id(line));
        } else if (!isNew && !describedBefore) {
          describedBefore = true;
          ids.add(DataSet.id(line));
        }
      }
    }
    return new Samples(List.copyOf(ids));
  }

  /** As they are now, a line each. */
  List<String> lines(MongoCollection<Document> places) {
    List<String> lines = new ArrayList<>();
    for (ObjectId id : ids) {
      Document place = places.find(Filters.eq(id)).first();
      lines.add(place == null ? id + " is deleted" : place.toJson());
    }
    return lines;
  }
}
