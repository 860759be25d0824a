package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Query;
import dev.godwit.worker.mongo.Write;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** Documents in memory that note what is called, and whose writes somebody else does. */
record LoggedDocuments(
    MemoryDocuments documents, String collection, List<String> calls, Writer writer)
    implements Documents {

  /** Does the writes. */
  @FunctionalInterface
  interface Writer {
    BulkReply write(String collection, MemoryDocuments documents, List<Write> writes);
  }

  @Override
  public boolean read(Query query, Predicate<RawBsonDocument> wantsMore) {
    calls.add("read " + collection);
    return documents.read(query, wantsMore);
  }

  @Override
  public BulkReply write(List<Write> writes, boolean ordered) {
    calls.add("write " + collection + " " + writes.size() + (ordered ? "" : " unordered"));
    return writer.write(collection, documents, writes);
  }

  @Override
  public List<RawBsonDocument> aggregate(List<BsonDocument> stages) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long estimate() {
    return documents.estimate();
  }

  @Override
  public OptionalLong count(BsonDocument filter, Duration atMost) {
    return documents.count(filter, atMost);
  }
}
