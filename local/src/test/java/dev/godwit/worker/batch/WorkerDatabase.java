package dev.godwit.worker.batch;

import dev.godwit.local.servers.TestMongo;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.MongoConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The worker's connection to the database of a test class; every test begins with empty
 * collections.
 */
final class WorkerDatabase
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private final TestMongo mongo = TestMongo.create();
  private @Nullable MongoConnection connection;

  @Override
  public void beforeAll(ExtensionContext context) {
    mongo.beforeAll(context);
    connection = MongoConnection.open(mongo.connectionString());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    for (String name : mongo.database().listCollectionNames()) {
      mongo.database().getCollection(name).drop();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    mongo.afterEach(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    connection().close();
    mongo.afterAll(context);
  }

  /** The server, for what no worker does. */
  TestMongo mongo() {
    return mongo;
  }

  MongoConnection connection() {
    if (connection == null) {
      throw new IllegalStateException("not registered as a static extension");
    }
    return connection;
  }

  PageLoop loop(KnownMigration known) {
    return new PageLoop(connection(), known);
  }

  void insert(String collection, Document... documents) {
    if (documents.length > 0) {
      mongo.database().getCollection(collection).insertMany(Arrays.asList(documents));
    }
  }

  /** Documents with the ids 0, 1, 2 … and as many of a field {@code n}. */
  void insertNumbered(String collection, int count) {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      documents.add(new Document("_id", i).append("n", i));
    }
    insert(collection, documents.toArray(Document[]::new));
  }

  /** All documents, by {@code _id}. */
  List<Document> all(String collection) {
    return mongo
        .database()
        .getCollection(collection)
        .find()
        .sort(new Document("_id", 1))
        .into(new ArrayList<>());
  }

  @Nullable Document one(String collection, Object id) {
    return mongo.database().getCollection(collection).find(new Document("_id", id)).first();
  }
}
