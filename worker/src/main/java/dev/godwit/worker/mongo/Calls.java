package dev.godwit.worker.mongo;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.AggregateIterable;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** What is called of a collection, by itself or within a transaction. */
interface Calls {

  FindIterable<RawBsonDocument> find(BsonDocument filter);

  AggregateIterable<RawBsonDocument> aggregate(List<BsonDocument> stages);

  BulkWriteResult bulkWrite(List<WriteModel<RawBsonDocument>> writes, BulkWriteOptions options);

  long count(BsonDocument filter, CountOptions options);

  long estimate();

  /** Each by itself. */
  record Alone(MongoCollection<RawBsonDocument> collection) implements Calls {

    @Override
    public FindIterable<RawBsonDocument> find(BsonDocument filter) {
      return collection.find(filter);
    }

    @Override
    public AggregateIterable<RawBsonDocument> aggregate(List<BsonDocument> stages) {
      return collection.aggregate(stages);
    }

    @Override
    public BulkWriteResult bulkWrite(
        List<WriteModel<RawBsonDocument>> writes, BulkWriteOptions options) {
      return collection.bulkWrite(writes, options);
    }

    @Override
    public long count(BsonDocument filter, CountOptions options) {
      return collection.countDocuments(filter, options);
    }

    @Override
    public long estimate() {
      return collection.estimatedDocumentCount();
    }
  }

  /** All in the transaction of a session. */
  record Within(ClientSession session, MongoCollection<RawBsonDocument> collection)
      implements Calls {

    @Override
    public FindIterable<RawBsonDocument> find(BsonDocument filter) {
      return collection.find(session, filter);
    }

    @Override
    public AggregateIterable<RawBsonDocument> aggregate(List<BsonDocument> stages) {
      return collection.aggregate(session, stages);
    }

    @Override
    public BulkWriteResult bulkWrite(
        List<WriteModel<RawBsonDocument>> writes, BulkWriteOptions options) {
      return collection.bulkWrite(session, writes, options);
    }

    @Override
    public long count(BsonDocument filter, CountOptions options) {
      return collection.countDocuments(session, filter, options);
    }

    /** The server's own estimate is not to be had within a transaction. */
    @Override
    public long estimate() {
      return collection.countDocuments(session);
    }
  }
}
