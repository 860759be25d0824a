package dev.godwit.local.junit;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.State;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * What came of a run.
 *
 * @param state as the coordinator tells it
 * @param database where everything is, until the end of the test class; for any query
 */
public record MigrationResult(State state, MongoDatabase database) {

  /** The documents of the collection that was migrated, by {@code _id}. */
  public List<Document> documents() {
    return documents(state.definition().collection());
  }

  /** The documents of another collection, by {@code _id}. */
  public List<Document> documents(String collection) {
    return database
        .getCollection(collection)
        .find()
        .sort(Sorts.ascending("_id"))
        .into(new ArrayList<>());
  }

  /** What became of the documents. */
  public Counts counts() {
    return state.progress().counts();
  }
}
