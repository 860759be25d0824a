package dev.godwit.worker.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import org.bson.RawBsonDocument;

/** One transaction, through the driver. */
final class MongoTransaction implements Transaction {

  private final ClientSession session;
  private final MongoDatabase database;
  private boolean decided;

  MongoTransaction(ClientSession session, MongoDatabase database) {
    this.session = session;
    this.database = database;
  }

  @Override
  public Documents documents(String collection) {
    return new MongoDocuments(
        new Calls.Within(session, database.getCollection(collection, RawBsonDocument.class)));
  }

  @Override
  public void commit() {
    decided = true;
    try {
      session.commitTransaction();
    } catch (MongoException e) {
      throw Translation.ofCommit(e);
    }
  }

  @Override
  public void close() {
    try (session) {
      if (!decided) {
        session.abortTransaction();
      }
    } catch (MongoException e) {
      // The server gives up by itself what nobody goes on with.
    }
  }
}
