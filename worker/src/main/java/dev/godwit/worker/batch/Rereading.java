package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** Looks again at documents whose writes missed, or had no reply. */
record Rereading(Documents documents, Attempts attempts) {

  /** Ids may be long, and what names them must fit into one message. */
  private static final int AT_ONCE = 1000;

  /** What they are now, by {@link BsonBytes#key}. */
  Map<Object, RawBsonDocument> now(List<BsonValue> ids) throws InterruptedException {
    Map<Object, RawBsonDocument> found = new HashMap<>();
    for (List<BsonValue> some : portions(ids)) {
      attempts.read(
          () ->
              documents.read(
                  Query.of(some),
                  document -> {
                    found.put(BsonBytes.key(BsonBytes.id(document)), document);
                    return true;
                  }));
    }
    return found;
  }

  /** The keys of those that match. */
  Set<Object> matching(List<BsonValue> ids, BsonDocument filter) throws InterruptedException {
    Set<Object> found = new HashSet<>();
    for (List<BsonValue> some : portions(ids)) {
      attempts.read(
          () ->
              documents.read(
                  Query.of(some).matching(filter).onlyIds(),
                  document -> {
                    found.add(BsonBytes.key(BsonBytes.id(document)));
                    return true;
                  }));
    }
    return found;
  }

  private static List<List<BsonValue>> portions(List<BsonValue> ids) {
    List<List<BsonValue>> portions = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      portions.add(ids.subList(from, Math.min(from + AT_ONCE, ids.size())));
    }
    return portions;
  }
}
