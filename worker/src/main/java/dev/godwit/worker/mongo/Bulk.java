package dev.godwit.worker.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** Sends writes as one bulk, which the driver splits by size, and tells what became of it. */
final class Bulk {

  private static final UpdateOptions BY_ID = new UpdateOptions().hint(Query.BY_ID);
  private static final ReplaceOptions OR_INSERT = new ReplaceOptions().upsert(true);

  private Bulk() {}

  static BulkReply write(Calls calls, List<Write> writes, boolean ordered) {
    List<WriteModel<RawBsonDocument>> models = new ArrayList<>(writes.size());
    writes.forEach(write -> models.add(model(write)));
    try {
      BulkWriteResult result = calls.bulkWrite(models, new BulkWriteOptions().ordered(ordered));
      return reply(result, new TreeMap<>(), null);
    } catch (MongoBulkWriteException e) {
      return reply(e.getWriteResult(), refusals(e), lasting(e));
    } catch (MongoException e) {
      return BulkReply.lost(Translation.translate(e));
    } catch (BsonMaximumSizeExceededException e) {
      String message = Translation.shown(String.valueOf(e.getMessage()));
      return BulkReply.lost(new DatabaseException(Trouble.TOO_LARGE, message, e));
    }
  }

  private static BulkReply reply(
      BulkWriteResult result,
      SortedMap<Integer, WriteRefusal> refusals,
      @Nullable DatabaseException lost) {
    return new BulkReply(
        result.getMatchedCount(),
        result.getModifiedCount(),
        result.getDeletedCount(),
        refusals,
        lost);
  }

  private static SortedMap<Integer, WriteRefusal> refusals(MongoBulkWriteException e) {
    SortedMap<Integer, WriteRefusal> refusals = new TreeMap<>();
    for (BulkWriteError error : e.getWriteErrors()) {
      refusals.put(
          error.getIndex(),
          new WriteRefusal(error.getCode(), Translation.shown(error.getMessage())));
    }
    return refusals;
  }

  private static @Nullable DatabaseException lasting(MongoBulkWriteException e) {
    WriteConcernError error = e.getWriteConcernError();
    return error == null
        ? null
        : new DatabaseException(
            Trouble.PASSING,
            "MongoDB: no majority has confirmed the writes: "
                + Translation.shown(error.getMessage()),
            e);
  }

  private static WriteModel<RawBsonDocument> model(Write write) {
    if (write instanceof Write.Update update) {
      return update.update().isArray()
          ? new UpdateOneModel<>(update.filter(), stages(update.update()))
          : new UpdateOneModel<>(update.filter(), update.update().asDocument());
    } else if (write instanceof Write.UpdateAll update) {
      return update.update().isArray()
          ? new UpdateManyModel<>(update.filter(), stages(update.update()), BY_ID)
          : new UpdateManyModel<>(update.filter(), update.update().asDocument(), BY_ID);
    } else if (write instanceof Write.Replace replace) {
      return new ReplaceOneModel<>(replace.filter(), replace.document());
    } else if (write instanceof Write.Upsert upsert) {
      return new ReplaceOneModel<>(withId(upsert.id()), upsert.document(), OR_INSERT);
    } else if (write instanceof Write.Insert insert) {
      return new InsertOneModel<>(insert.document());
    } else if (write instanceof Write.Delete delete) {
      return new DeleteOneModel<>(delete.filter());
    }
    throw new AssertionError(write);
  }

  /** With {@code $eq}, because a document that stands for itself might be taken for operators. */
  private static BsonDocument withId(BsonValue id) {
    return new BsonDocument("_id", new BsonDocument("$eq", id));
  }

  private static List<BsonDocument> stages(BsonValue pipeline) {
    return pipeline.asArray().stream().map(BsonValue::asDocument).toList();
  }
}
