package dev.godwit.worker.mongo;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * The documents of one collection: read from the primary, by majority; written to a majority.
 *
 * <p>All methods throw {@link DatabaseException} when the database does not do what it is asked.
 */
public interface Documents {

  /**
   * Hands over the documents one after the other, as long as they are wanted.
   *
   * @param wantsMore takes a document and tells whether another is wanted
   * @return whether there are no more
   */
  boolean read(Query query, Predicate<RawBsonDocument> wantsMore);

  /** What an aggregation gives. */
  List<RawBsonDocument> aggregate(List<BsonDocument> stages);

  /**
   * Does several writes. What happens to single documents, and replies that do not come, are part
   * of the reply.
   *
   * @param ordered whether it stops at the first that is refused
   */
  BulkReply write(List<Write> writes, boolean ordered);

  /** About how many documents there are. */
  long estimate();

  /** How many documents match; empty when that takes too long. */
  OptionalLong count(BsonDocument filter, Duration atMost);
}
