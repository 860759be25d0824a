package dev.godwit.worker.batch;

import dev.godwit.migration.ReadableCollection;
import dev.godwit.worker.mongo.CollectionFacts;
import dev.godwit.worker.mongo.Database;
import dev.godwit.worker.mongo.Documents;
import java.util.Optional;

/** A database that says that it is spread over several servers. */
record ShardedDatabase(Database database) implements Database {

  @Override
  public String name() {
    return database.name();
  }

  @Override
  public Optional<CollectionFacts> look(String collection) {
    return database.look(collection);
  }

  @Override
  public Documents documents(String collection) {
    return database.documents(collection);
  }

  @Override
  public ReadableCollection readable(String collection) {
    return database.readable(collection);
  }

  @Override
  public boolean isSharded() {
    return true;
  }
}
