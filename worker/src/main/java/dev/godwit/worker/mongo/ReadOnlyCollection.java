package dev.godwit.worker.mongo;

import static dev.godwit.worker.mongo.Translation.translated;

import com.mongodb.client.MongoCollection;
import dev.godwit.migration.ReadableCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A collection as migrations may read it, through the driver. */
record ReadOnlyCollection(MongoCollection<Document> collection) implements ReadableCollection {

  private static final Set<String> WRITING = Set.of("$out", "$merge");

  @Override
  public Optional<Document> findById(Object id) {
    Bson filter = new Document("_id", new Document("$eq", id));
    return Optional.ofNullable(translated(() -> collection.find(filter).first()));
  }

  @Override
  public Map<Object, Document> findByIds(Collection<?> ids) {
    Map<Object, Document> found = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      for (Document document : find(new Document("_id", new Document("$in", List.copyOf(ids))))) {
        found.put(document.get("_id"), document);
      }
    }
    return found;
  }

  @Override
  public List<Document> find(Bson filter) {
    return translated(() -> collection.find(filter).into(new ArrayList<>()));
  }

  @Override
  public List<Document> find(Bson filter, Bson projection) {
    return translated(() -> collection.find(filter).projection(projection).into(new ArrayList<>()));
  }

  @Override
  public List<Document> aggregate(List<? extends Bson> pipeline) {
    for (Bson stage : pipeline) {
      for (String name : BsonCodecs.toBson(stage).keySet()) {
        if (WRITING.contains(name)) {
          throw new IllegalArgumentException(
              "aggregate: "
                  + name
                  + " writes; use upsert, insertIfAbsent or delete of the context instead");
        }
      }
    }
    return translated(() -> collection.aggregate(pipeline).into(new ArrayList<>()));
  }

  @Override
  public long count(Bson filter) {
    return translated(() -> collection.countDocuments(filter));
  }
}
