package dev.godwit.worker.mongo;

import dev.godwit.migration.ReadableCollection;
import java.util.Optional;
import org.bson.BsonDocument;

/** The database whose documents are migrated. */
public interface Database {

  /** Its name. */
  String name();

  /**
   * What a collection is; empty when there is none of that name.
   *
   * @throws DatabaseException when the database does not tell
   */
  Optional<CollectionFacts> look(String collection);

  /**
   * Why reading a collection by an index does not find every document; empty when it does.
   *
   * @throws DatabaseException when the database does not tell
   */
  default Optional<String> faultOfIndex(String collection, BsonDocument keys) {
    return Optional.empty();
  }

  /** The documents of a collection. */
  Documents documents(String collection);

  /** A collection as migrations may read it. */
  ReadableCollection readable(String collection);

  /**
   * Its transactions; empty when the server has none.
   *
   * @throws DatabaseException when no server tells
   */
  default Optional<Transactions> transactions() {
    return Optional.empty();
  }

  /** Whether collections may be spread over several servers. */
  boolean isSharded();
}
