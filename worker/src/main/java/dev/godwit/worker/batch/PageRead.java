package dev.godwit.worker.batch;

import java.util.List;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one page, as they were read.
 *
 * @param documents in the order of {@code _id}; perhaps none
 * @param end the {@code _id} up to which everything that matches is among them; null for the
 *     beginning
 * @param done whether nothing is left behind them
 */
record PageRead(List<RawBsonDocument> documents, @Nullable BsonValue end, boolean done) {

  PageRead {
    documents = List.copyOf(documents);
  }

  int size() {
    return documents.size();
  }

  boolean isEmpty() {
    return documents.isEmpty();
  }

  BsonValue id(int index) {
    return BsonBytes.id(documents.get(index));
  }
}
