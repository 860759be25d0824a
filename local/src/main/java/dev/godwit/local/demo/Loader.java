package dev.godwit.local.demo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Puts the data set into a collection. */
final class Loader {

  private static final int PER_INSERT = 2_000;

  private Loader() {}

  /**
   * Loads the first places in the order of their {@code _id}; the index on names serves the demo.
   */
  static void load(int most, MongoCollection<Document> places) {
    places.createIndex(Indexes.ascending("name"));
    List<Document> documents = new ArrayList<>(PER_INSERT);
    try (DataSet data = DataSet.open(most)) {
      for (int line = 0; data.hasNext(); line++) {
        documents.add(withId(line, data.next().document()));
        if (documents.size() == PER_INSERT || !data.hasNext()) {
          places.insertMany(documents, new InsertManyOptions().ordered(false));
          documents.clear();
        }
      }
    }
  }

  private static Document withId(int line, Document place) {
    Document document = new Document("_id", DataSet.id(line));
    document.putAll(place);
    return document;
  }
}
