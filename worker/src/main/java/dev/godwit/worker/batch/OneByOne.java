package dev.godwit.worker.batch;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Write;
import dev.godwit.worker.mongo.WriteRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Updates the documents of a page in the server, each by its own write. */
final class OneByOne {

  private final Documents documents;
  private final Selection selection;
  private final BsonValue update;
  private final Ledger ledger;
  private final Attempts attempts;
  private final List<Integer> done = new ArrayList<>();
  private long matched;
  private long modified;
  private boolean repeated;

  OneByOne(
      Documents documents,
      Selection selection,
      BsonValue update,
      Ledger ledger,
      Attempts attempts) {
    this.documents = documents;
    this.selection = selection;
    this.update = update;
    this.ledger = ledger;
    this.attempts = attempts;
  }

  /**
   * Updates them; those that are refused fail in the ledger.
   *
   * @param page the ids
   * @param begun whether some may have been updated already
   */
  Counts run(PageRead page, OnError onError, boolean begun) throws InterruptedException {
    boolean ordered = onError == OnError.FAIL;
    List<Integer> pending =
        new ArrayList<>(IntStream.range(0, page.size()).filter(ledger::isOpen).boxed().toList());
    try (Troubles troubles = new Troubles(attempts)) {
      while (!pending.isEmpty()) {
        List<Write> writes =
            pending.stream()
                .map(index -> new BsonDocument("$eq", page.id(index)))
                .map(id -> (Write) new Write.Update(selection.withIdThat(id), update))
                .toList();
        pending = remaining(pending, documents.write(writes, ordered), ordered, troubles);
        pending.removeIf(index -> !ledger.isOpen(index));
      }
    }
    return count(page, begun || repeated);
  }

  private List<Integer> remaining(
      List<Integer> sent, BulkReply reply, boolean ordered, Troubles troubles) {
    List<Integer> remaining = new ArrayList<>();
    @Nullable DatabaseException trouble = reply.lost();
    boolean stopped = false;
    for (int i = 0; i < sent.size(); i++) {
      WriteRefusal refusal = reply.refusals().get(i);
      if (refusal != null && refusal.isOfTheDocument()) {
        ledger.refuse(sent.get(i), "MongoDB refused the update: " + refusal);
      } else if (refusal != null) {
        trouble = refusal.asTrouble();
        remaining.add(sent.get(i));
      } else if (stopped || reply.lost() != null) {
        remaining.add(sent.get(i));
      } else {
        done.add(sent.get(i));
      }
      stopped |= ordered && refusal != null;
    }
    if (reply.lost() == null) {
      matched += reply.matched();
      modified += reply.modified();
    }
    if (trouble == null) {
      troubles.none();
    } else {
      repeated |= reply.lost() != null;
      troubles.happened(trouble);
    }
    return remaining;
  }

  /** Replies give totals only, so the ledger knows of those that failed only. */
  private Counts count(PageRead page, boolean begun) throws InterruptedException {
    long unmatched = done.size() - matched;
    long vanished = unmatched == 0 ? 0 : Math.min(unmatched, missing(page));
    // What is there and does not match any more was updated before, or needs nothing.
    long others = unmatched - vanished;
    long failed = ledger.skipped().size();
    return Counts.of(
        modified + (begun ? others : 0),
        matched - modified + (begun ? 0 : others),
        0,
        failed,
        vanished,
        0);
  }

  private long missing(PageRead page) throws InterruptedException {
    List<BsonValue> ids = done.stream().map(page::id).toList();
    return (long) ids.size()
        - new Rereading(documents, attempts).matching(ids, new BsonDocument()).size();
  }
}
