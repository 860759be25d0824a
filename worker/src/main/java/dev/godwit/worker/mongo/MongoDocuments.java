package dev.godwit.worker.mongo;

import static dev.godwit.worker.mongo.Translation.translated;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.CountOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** One collection, through the driver. */
record MongoDocuments(Calls calls) implements Documents {

  @Override
  public boolean read(Query query, Predicate<RawBsonDocument> wantsMore) {
    return translated(() -> handOver(query, wantsMore));
  }

  private boolean handOver(Query query, Predicate<RawBsonDocument> wantsMore) {
    try (MongoCursor<RawBsonDocument> cursor = find(query).iterator()) {
      while (cursor.hasNext()) {
        if (!wantsMore.test(cursor.next())) {
          return false;
        }
      }
      return true;
    }
  }

  private FindIterable<RawBsonDocument> find(Query query) {
    FindIterable<RawBsonDocument> find =
        calls
            .find(query.filter())
            .sort(Query.BY_ID)
            .maxTime(query.atMost().toMillis(), TimeUnit.MILLISECONDS);
    if (query.hint() != null) {
      find.hint(query.hint());
    }
    if (query.idsOnly()) {
      find.projection(Query.BY_ID);
    }
    if (query.limit() > 0) {
      // All in one reply where they fit into it: the default of 101 costs a second round trip.
      find.limit(query.limit()).batchSize(query.limit());
    }
    return find.skip(query.skip());
  }

  @Override
  public List<RawBsonDocument> aggregate(List<BsonDocument> stages) {
    return translated(() -> calls.aggregate(stages).into(new ArrayList<>()));
  }

  @Override
  public BulkReply write(List<Write> writes, boolean ordered) {
    return Bulk.write(calls, writes, ordered);
  }

  @Override
  public long estimate() {
    return translated(calls::estimate);
  }

  @Override
  public OptionalLong count(BsonDocument filter, Duration atMost) {
    CountOptions options = new CountOptions().maxTime(atMost.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return OptionalLong.of(translated(() -> calls.count(filter, options)));
    } catch (DatabaseException e) {
      if (e.trouble() == Trouble.TOO_SLOW) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }
}
