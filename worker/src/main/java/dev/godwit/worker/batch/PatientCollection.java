package dev.godwit.worker.batch;

import dev.godwit.migration.ReadableCollection;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Trouble;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads again what failed by something that passes. */
record PatientCollection(ReadableCollection collection, Attempts attempts)
    implements ReadableCollection {

  @Override
  public Optional<Document> findById(Object id) {
    return patiently(() -> collection.findById(id));
  }

  @Override
  public Map<Object, Document> findByIds(Collection<?> ids) {
    return patiently(() -> collection.findByIds(ids));
  }

  @Override
  public List<Document> find(Bson filter) {
    return patiently(() -> collection.find(filter));
  }

  @Override
  public List<Document> find(Bson filter, Bson projection) {
    return patiently(() -> collection.find(filter, projection));
  }

  @Override
  public List<Document> aggregate(List<? extends Bson> pipeline) {
    return patiently(() -> collection.aggregate(pipeline));
  }

  @Override
  public long count(Bson filter) {
    return patiently(() -> collection.count(filter));
  }

  private <T> T patiently(Supplier<T> reading) {
    try {
      return attempts.read(reading);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(Trouble.INTERRUPTED, "the worker stops", e);
    }
  }
}
