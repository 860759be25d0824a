package dev.godwit.worker.batch;

import dev.godwit.migration.ReadableCollection;
import dev.godwit.worker.mongo.BsonCodecs;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.CollectionFacts;
import dev.godwit.worker.mongo.Database;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Transaction;
import dev.godwit.worker.mongo.Transactions;
import dev.godwit.worker.mongo.Trouble;
import dev.godwit.worker.mongo.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * A database in memory whose transactions happen at commit or not at all, and lose against what was
 * committed since they began; tells in which order it was called.
 */
final class TransactionalMemory implements Database, Transactions {

  /** What becomes of one commit. */
  enum Commit {
    HEARD,
    /** It happens, and nobody hears of it. */
    UNHEARD,
    /** It does not happen, and nobody hears of it. */
    LOST,
    ABORTED
  }

  final Map<String, TreeMap<BsonValue, RawBsonDocument>> collections = new HashMap<>();
  final List<String> calls = new ArrayList<>();
  final Deque<Commit> commits = new ArrayDeque<>();

  /** Numbers of documents whose writes the server refuses, and with which code. */
  final Map<Integer, Integer> refused = new HashMap<>();

  /** What the next writes meet instead; one each. */
  final Deque<DatabaseException> troubles = new ArrayDeque<>();

  /** What happens outside before the next write. */
  final Deque<Runnable> meanwhile = new ArrayDeque<>();

  /** What happens after documents were looked at outside of a transaction. */
  final Deque<Runnable> afterLooking = new ArrayDeque<>();

  boolean isReplicaSet = true;
  boolean hasCollation;

  TreeMap<BsonValue, RawBsonDocument> collection(String name) {
    return collections.computeIfAbsent(name, key -> new TreeMap<>(BsonOrder.INSTANCE));
  }

  void put(String collection, String json) {
    RawBsonDocument document = BsonCodecs.toRaw(BsonDocument.parse(json));
    collection(collection).put(document.get("_id"), document);
  }

  BsonDocument get(String collection, int id) {
    return collection(collection).get(new BsonInt32(id));
  }

  /** The field {@code n} of all documents, in order. */
  List<Integer> numbers(String collection) {
    return collection(collection).values().stream()
        .map(document -> document.getInt32("n").getValue())
        .toList();
  }

  @Override
  public Transaction begin() {
    calls.add("begin");
    return new InMemory();
  }

  @Override
  public void create(String collection) {
    calls.add("create " + collection);
  }

  @Override
  public Optional<Transactions> transactions() {
    return isReplicaSet ? Optional.of(this) : Optional.empty();
  }

  @Override
  public String name() {
    return "shop";
  }

  @Override
  public Optional<CollectionFacts> look(String collection) {
    return Optional.of(new CollectionFacts("collection", hasCollation));
  }

  @Override
  public Documents documents(String collection) {
    MemoryDocuments outside = new MemoryDocuments();
    outside.documents.putAll(collection(collection));
    if (!afterLooking.isEmpty()) {
      afterLooking.remove().run();
    }
    outside.answers.add(
        writes -> {
          calls.add("write outside");
          return new BulkReply(writes.size(), writes.size(), 0, new TreeMap<>(), null);
        });
    return outside;
  }

  @Override
  public ReadableCollection readable(String collection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isSharded() {
    return false;
  }

  private final class InMemory implements Transaction {

    private final Map<String, MemoryDocuments> inside = new HashMap<>();
    private final Map<String, TreeMap<BsonValue, RawBsonDocument>> before = new HashMap<>();
    private boolean ended;
    private boolean happened;

    InMemory() {
      collections.forEach((name, documents) -> before.put(name, new TreeMap<>(documents)));
    }

    @Override
    public Documents documents(String collection) {
      MemoryDocuments documents =
          inside.computeIfAbsent(
              collection,
              name -> {
                MemoryDocuments copy = new MemoryDocuments();
                copy.documents.putAll(before.getOrDefault(name, new TreeMap<>(copy.documents)));
                return copy;
              });
      return new LoggedDocuments(documents, collection, calls, this::write);
    }

    private BulkReply write(String collection, MemoryDocuments documents, List<Write> writes) {
      if (ended) {
        throw new AssertionError("something is sent in a transaction that has ended");
      }
      if (!meanwhile.isEmpty()) {
        meanwhile.remove().run();
      }
      if (!troubles.isEmpty()) {
        ended = true;
        return BulkReply.lost(troubles.remove());
      }
      MemoryWrites result = new MemoryWrites(documents.documents, refused);
      BulkReply reply = result.all(writes);
      ended = !reply.refusals().isEmpty();
      for (BsonValue id : result.touched()) {
        if (!Objects.equals(collection(collection).get(id), before(collection).get(id))) {
          ended = true;
          return BulkReply.lost(new DatabaseException(Trouble.ABORTED, "WriteConflict", null));
        }
      }
      return reply;
    }

    private TreeMap<BsonValue, RawBsonDocument> before(String collection) {
      return before.computeIfAbsent(collection, name -> new TreeMap<>(BsonOrder.INSTANCE));
    }

    @Override
    public void commit() {
      Commit commit = commits.isEmpty() ? Commit.HEARD : commits.remove();
      calls.add("commit " + commit);
      if (ended) {
        throw new AssertionError("a transaction that has ended is committed");
      }
      if (commit == Commit.ABORTED) {
        throw new DatabaseException(Trouble.ABORTED, "NoSuchTransaction", null);
      } else if (commit != Commit.LOST && !happened) {
        happened = true;
        inside.forEach(this::takesEffect);
      }
      if (commit != Commit.HEARD) {
        throw new DatabaseException(Trouble.PASSING, "the connection broke", null);
      }
    }

    private void takesEffect(String collection, MemoryDocuments documents) {
      Set<BsonValue> ids = new HashSet<>(before(collection).keySet());
      ids.addAll(documents.documents.keySet());
      for (BsonValue id : ids) {
        RawBsonDocument after = documents.documents.get(id);
        if (!Objects.equals(after, before(collection).get(id))) {
          if (after == null) {
            collection(collection).remove(id);
          } else {
            collection(collection).put(id, after);
          }
        }
      }
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }
}
