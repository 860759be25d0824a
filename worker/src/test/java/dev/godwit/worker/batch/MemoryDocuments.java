package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.BsonCodecs;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Query;
import dev.godwit.worker.mongo.Trouble;
import dev.godwit.worker.mongo.Write;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** Documents in memory that are read by {@code _id}, and whose writes a test answers. */
final class MemoryDocuments implements Documents {

  final TreeMap<BsonValue, RawBsonDocument> documents = new TreeMap<>(BsonOrder.INSTANCE);
  final List<Query> queries = new ArrayList<>();
  final List<List<Write>> bulks = new ArrayList<>();

  /** One for each bulk, in order. */
  final Deque<Function<List<Write>, BulkReply>> answers = new ArrayDeque<>();

  /** How many documents the server gets to look at in the time of a query. */
  int reach = Integer.MAX_VALUE;

  void put(String json) {
    RawBsonDocument document = BsonCodecs.toRaw(BsonDocument.parse(json));
    documents.put(document.get("_id"), document);
  }

  RawBsonDocument get(int index) {
    return List.copyOf(documents.values()).get(index);
  }

  @Override
  public boolean read(Query query, Predicate<RawBsonDocument> wantsMore) {
    queries.add(query);
    int looked = 0;
    int skipped = 0;
    int taken = 0;
    for (RawBsonDocument document : List.copyOf(documents.values())) {
      if (!isInRange(query.filter(), document.get("_id"))) {
        continue;
      }
      if (++looked > reach) {
        throw new DatabaseException(Trouble.TOO_SLOW, "operation exceeded time limit", null);
      }
      if (matches(query.filter(), document) && skipped++ >= query.skip()) {
        if (!wantsMore.test(document)) {
          return false;
        }
        if (++taken == query.limit()) {
          return true;
        }
      }
    }
    return true;
  }

  /** The bounds of the {@code _id} index. */
  private static boolean isInRange(BsonDocument filter, BsonValue id) {
    return conditions(filter)
        .filter(each -> each.containsKey("_id") || each.containsKey("$or"))
        .allMatch(each -> ServerMatcher.matches(each, id));
  }

  private static boolean matches(BsonDocument filter, RawBsonDocument document) {
    return conditions(filter)
        .filter(each -> !each.containsKey("_id") && !each.containsKey("$or"))
        .allMatch(
            each ->
                each.entrySet().stream()
                    .allMatch(field -> field.getValue().equals(document.get(field.getKey()))));
  }

  private static Stream<BsonDocument> conditions(BsonDocument filter) {
    return filter.containsKey("$and")
        ? filter.getArray("$and").stream().map(BsonValue::asDocument)
        : filter.isEmpty() ? Stream.empty() : Stream.of(filter);
  }

  @Override
  public BulkReply write(List<Write> writes, boolean ordered) {
    bulks.add(writes);
    return answers.remove().apply(writes);
  }

  @Override
  public List<RawBsonDocument> aggregate(List<BsonDocument> stages) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long estimate() {
    return documents.size();
  }

  @Override
  public OptionalLong count(BsonDocument filter, Duration atMost) {
    return OptionalLong.of(documents.size());
  }
}
