package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.BsonCodecs;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.Write;
import dev.godwit.worker.mongo.WriteRefusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** Does writes to documents in memory: {@code $set} and {@code $inc} of whole fields. */
final class MemoryWrites {

  private final TreeMap<BsonValue, RawBsonDocument> documents;
  private final Map<Integer, Integer> refused;
  private final Set<BsonValue> touched = new HashSet<>();
  private int matched;
  private int deleted;

  /**
   * @param refused numbers of documents whose writes are refused, and with which code
   */
  MemoryWrites(TreeMap<BsonValue, RawBsonDocument> documents, Map<Integer, Integer> refused) {
    this.documents = documents;
    this.refused = refused;
  }

  Set<BsonValue> touched() {
    return touched;
  }

  /** All until the first that is refused. */
  BulkReply all(List<Write> writes) {
    TreeMap<Integer, WriteRefusal> refusals = new TreeMap<>();
    for (int i = 0; i < writes.size() && refusals.isEmpty(); i++) {
      for (BsonValue id : ids(writes.get(i))) {
        if (id.isInt32() && refused.containsKey(id.asInt32().getValue())) {
          refusals.put(i, new WriteRefusal(refused.get(id.asInt32().getValue()), "refused"));
          break;
        }
        touched.add(id);
        one(id, writes.get(i));
      }
    }
    return new BulkReply(matched, matched, deleted, refusals, null);
  }

  private List<BsonValue> ids(Write write) {
    if (write instanceof Write.Upsert upsert) {
      return List.of(upsert.id());
    } else if (write instanceof Write.Insert insert) {
      return List.of(insert.document().get("_id"));
    }
    BsonDocument filter =
        write instanceof Write.Update update
            ? update.filter()
            : write instanceof Write.UpdateAll update
                ? update.filter()
                : ((Write.Delete) write).filter();
    BsonDocument condition = filter.getDocument("_id", new BsonDocument());
    List<BsonValue> ids = new ArrayList<>(documents.keySet());
    ids.removeIf(id -> !ServerMatcher.meets(condition, id));
    return ids;
  }

  private void one(BsonValue id, Write write) {
    if (write instanceof Write.Upsert upsert) {
      documents.put(id, upsert.document());
    } else if (write instanceof Write.Insert insert) {
      documents.put(id, insert.document());
    } else if (write instanceof Write.Delete) {
      deleted++;
      documents.remove(id);
    } else {
      matched++;
      BsonValue update =
          write instanceof Write.Update one ? one.update() : ((Write.UpdateAll) write).update();
      documents.put(id, updated(documents.get(id), update.asDocument()));
    }
  }

  private static RawBsonDocument updated(RawBsonDocument before, BsonDocument update) {
    BsonDocument after = BsonCodecs.toMutable(before);
    after.putAll(update.getDocument("$set", new BsonDocument()));
    update
        .getDocument("$inc", new BsonDocument())
        .forEach(
            (field, by) ->
                after.put(
                    field,
                    new BsonInt32(after.getInt32(field).getValue() + by.asInt32().getValue())));
    return BsonCodecs.toRaw(after);
  }
}
