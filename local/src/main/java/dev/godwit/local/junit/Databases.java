package dev.godwit.local.junit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The databases of the runs so far. */
final class Databases {

  private static final String PREFIX = "godwit-junit-";

  private final Queue<MongoDatabase> databases = new ConcurrentLinkedQueue<>();

  /** Another one, which is empty. */
  MongoDatabase create(MongoClient client) {
    MongoDatabase database = client.getDatabase(PREFIX + UUID.randomUUID());
    databases.add(database);
    return database;
  }

  void drop() {
    for (MongoDatabase one = databases.poll(); one != null; one = databases.poll()) {
      one.drop();
    }
  }
}
