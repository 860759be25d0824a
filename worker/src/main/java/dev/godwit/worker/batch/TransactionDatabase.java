package dev.godwit.worker.batch;

import dev.godwit.migration.ReadableCollection;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.CollectionFacts;
import dev.godwit.worker.mongo.Database;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Query;
import dev.godwit.worker.mongo.Transaction;
import dev.godwit.worker.mongo.Trouble;
import dev.godwit.worker.mongo.Write;
import dev.godwit.worker.mongo.WriteRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A database whose documents are read and written in one transaction. Whatever goes wrong ends it:
 * the server does nothing more in it, so nothing more is sent.
 */
final class TransactionDatabase implements Database {

  private final Database outside;
  private final Transaction transaction;
  private @Nullable DatabaseException end;

  TransactionDatabase(Database outside, Transaction transaction) {
    this.outside = outside;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return outside.name();
  }

  @Override
  public Optional<CollectionFacts> look(String collection) {
    return outside.look(collection);
  }

  @Override
  public Documents documents(String collection) {
    return new Inside(transaction.documents(collection));
  }

  /** Outside, so that a reading that fails costs a document and not the transaction. */
  @Override
  public ReadableCollection readable(String collection) {
    return outside.readable(collection);
  }

  @Override
  public boolean isSharded() {
    return outside.isSharded();
  }

  /**
   * To be called before what was done in it is believed.
   *
   * @throws DatabaseException when it has ended
   */
  void check() {
    if (end != null) {
      throw end;
    }
  }

  private <T> T unlessEnded(Supplier<T> call) {
    check();
    try {
      return call.get();
    } catch (DatabaseException e) {
      throw ended(e);
    }
  }

  /** What passes may be tried again, but with the whole transaction only. */
  private DatabaseException ended(DatabaseException reason) {
    end = new DatabaseException(Trouble.ABORTED, String.valueOf(reason.getMessage()), reason);
    return reason.trouble() == Trouble.PASSING ? end : reason;
  }

  private final class Inside implements Documents {

    private final Documents documents;

    Inside(Documents documents) {
      this.documents = documents;
    }

    @Override
    public boolean read(Query query, Predicate<RawBsonDocument> wantsMore) {
      return unlessEnded(() -> documents.read(query, wantsMore));
    }

    @Override
    public List<RawBsonDocument> aggregate(List<BsonDocument> stages) {
      return unlessEnded(() -> documents.aggregate(stages));
    }

    @Override
    public BulkReply write(List<Write> writes, boolean ordered) {
      BulkReply reply = unlessEnded(() -> documents.write(writes, true));
      if (reply.lost() != null) {
        throw ended(reply.lost());
      } else if (reply.refusals().isEmpty()) {
        return reply;
      }
      WriteRefusal refusal = reply.refusals().values().iterator().next();
      DatabaseException trouble = ended(refusal.asTrouble());
      if (!refusal.isOfTheDocument()) {
        throw trouble;
      }
      return new BulkReply(
          reply.matched(), reply.modified(), reply.deleted(), lasting(reply.refusals()), null);
    }

    /** What was there when the transaction began was seen before. */
    private SortedMap<Integer, WriteRefusal> lasting(SortedMap<Integer, WriteRefusal> refusals) {
      SortedMap<Integer, WriteRefusal> lasting = new TreeMap<>();
      refusals.forEach((index, refusal) -> lasting.put(index, refusal.ofWhatIsNotThere()));
      return lasting;
    }

    @Override
    public long estimate() {
      return unlessEnded(documents::estimate);
    }

    @Override
    public OptionalLong count(BsonDocument filter, Duration atMost) {
      return unlessEnded(() -> documents.count(filter, atMost));
    }
  }
}
