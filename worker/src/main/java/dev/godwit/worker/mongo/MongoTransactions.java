package dev.godwit.worker.mongo;

import static dev.godwit.worker.mongo.Translation.translated;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;

/** Transactions in one database, through the driver. */
record MongoTransactions(MongoClient client, MongoDatabase database) implements Transactions {

  private static final int NAMESPACE_EXISTS = 48;

  @Override
  public Transaction begin() {
    return translated(
        () -> {
          ClientSession session = client.startSession();
          try {
            session.startTransaction(options());
          } catch (RuntimeException e) {
            session.close();
            throw e;
          }
          return new MongoTransaction(session, database);
        });
  }

  private TransactionOptions options() {
    return TransactionOptions.builder()
        .readPreference(ReadPreference.primary())
        .readConcern(ReadConcern.SNAPSHOT)
        .writeConcern(database.getWriteConcern())
        .build();
  }

  @Override
  public void create(String collection) {
    try {
      database.createCollection(collection);
    } catch (MongoCommandException e) {
      if (e.getCode() != NAMESPACE_EXISTS) {
        throw Translation.translate(e);
      }
    } catch (MongoException e) {
      throw Translation.translate(e);
    }
  }
}
