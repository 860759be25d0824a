package dev.godwit.worker.batch;

import dev.godwit.worker.batch.Ledger.Outcome;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Write;
import dev.godwit.worker.mongo.WriteRefusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a page's own documents, each on condition that it still is what was read. */
final class OwnWrites {

  private static final int QUICK_TRIES = 3;

  private final Documents documents;
  private final Verification verification;
  private final Ledger ledger;
  private final boolean ordered;
  private final Attempts attempts;

  /**
   * @param ordered whether nothing may be written after the first that is refused
   */
  OwnWrites(
      Documents documents,
      Verification verification,
      Ledger ledger,
      boolean ordered,
      Attempts attempts) {
    this.documents = documents;
    this.verification = verification;
    this.ledger = ledger;
    this.ordered = ordered;
    this.attempts = attempts;
  }

  /**
   * Sends them until it is known what became of each.
   *
   * @return those that somebody else changed meanwhile, as they are now
   */
  List<Draft> send(List<Planned> planned) throws InterruptedException {
    List<Draft> changed = new ArrayList<>();
    List<Planned> pending = new ArrayList<>(planned);
    try (Troubles troubles = new Troubles(attempts)) {
      while (true) {
        pending.removeIf(document -> !ledger.isOpen(document.index()));
        if (pending.isEmpty()) {
          return changed;
        }
        List<Write> writes = new ArrayList<>(pending.size());
        pending.forEach(
            document -> writes.add(Guard.write(document.draft().image(), document.effect())));
        BulkReply reply = documents.write(writes, ordered);
        pending = settle(pending, reply, troubles, changed);
      }
    }
  }

  /** Finds out what became of what was sent; returns what is to be sent again. */
  private List<Planned> settle(
      List<Planned> sent, BulkReply reply, Troubles troubles, List<Draft> changed)
      throws InterruptedException {
    List<Planned> attempted = new ArrayList<>();
    List<Planned> again = new ArrayList<>();
    @Nullable DatabaseException trouble = reply.lost();
    boolean stopped = false;
    for (int i = 0; i < sent.size(); i++) {
      Planned document = sent.get(i);
      WriteRefusal refusal = reply.refusals().get(i);
      if (refusal != null) {
        stopped = ordered;
        if (refusal.isOfTheDocument()) {
          ledger.refuse(document.index(), "MongoDB refused the write: " + refusal);
        } else {
          trouble = refusal.asTrouble();
          again.add(document);
        }
      } else if (stopped) {
        again.add(document);
      } else {
        attempted.add(document);
      }
    }
    if (trouble != null) {
      troubles.happened(trouble);
    } else {
      troubles.none();
    }
    if (reply.lost() == null && reply.matched() + reply.deleted() == attempted.size()) {
      attempted.forEach(this::settleAsPlanned);
    } else {
      Verification.Result result =
          verification.of(attempted, reply.lost() == null ? reply.deleted() : attempted.size());
      changed.addAll(result.changed());
      again.addAll(result.unwritten());
      pauseForThoseTriedOften(result);
    }
    again.sort(Comparator.comparingInt(Planned::index));
    return again;
  }

  /** A document that changes all the time gets a moment to come to rest. */
  private void pauseForThoseTriedOften(Verification.Result result) throws InterruptedException {
    int tries =
        Stream.concat(result.unwritten().stream().map(Planned::draft), result.changed().stream())
            .mapToInt(Draft::tries)
            .max()
            .orElse(0);
    if (tries > QUICK_TRIES) {
      attempts.pause(tries - QUICK_TRIES);
    }
  }

  private void settleAsPlanned(Planned document) {
    ledger.settle(
        document.index(),
        document.effect() instanceof Effect.Deletion ? Outcome.DELETED : Outcome.UPDATED);
  }
}
