package dev.godwit.worker.mongo;

import java.time.Duration;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Which documents are read, always in the order of {@code _id}.
 *
 * @param filter what they match
 * @param hint the index to use; null for the server's choice
 * @param idsOnly whether nothing but the {@code _id} is wanted
 * @param skip how many of the first are left out
 * @param limit how many at most
 * @param atMost how long the server may take
 */
public record Query(
    BsonDocument filter,
    @Nullable BsonDocument hint,
    boolean idsOnly,
    int skip,
    int limit,
    Duration atMost) {

  /** The index that every collection has. */
  public static final BsonDocument BY_ID = new BsonDocument("_id", new BsonInt32(1));

  private static final Duration LONG = Duration.ofSeconds(30);

  /** The documents with those ids. */
  public static Query of(Iterable<BsonValue> ids) {
    BsonArray list = new BsonArray();
    ids.forEach(list::add);
    BsonDocument filter = new BsonDocument("_id", new BsonDocument("$in", list));
    return new Query(filter, BY_ID, false, 0, 0, LONG);
  }

  /** Those of them that match, too. */
  public Query matching(BsonDocument other) {
    BsonArray both = new BsonArray();
    both.add(filter);
    both.add(other);
    return new Query(new BsonDocument("$and", both), hint, idsOnly, skip, limit, atMost);
  }

  /** Nothing but their {@code _id}. */
  public Query onlyIds() {
    return new Query(filter, hint, true, skip, limit, atMost);
  }
}
