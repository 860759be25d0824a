package dev.godwit.worker.batch;

import dev.godwit.worker.batch.Claims.Claim;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.Database;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Write;
import dev.godwit.worker.mongo.WriteRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Sends what documents want written into other collections. All of it may be sent again without
 * harm, because it names the {@code _id}.
 */
final class SideWrites {

  private final Database database;
  private final Ledger ledger;
  private final boolean inOrder;
  private final Attempts attempts;

  /**
   * @param inOrder whether nothing may be written after the first that is refused
   */
  SideWrites(Database database, Ledger ledger, boolean inOrder, Attempts attempts) {
    this.database = database;
    this.ledger = ledger;
    this.inOrder = inOrder;
    this.attempts = attempts;
  }

  /** Sends them; documents whose writes are refused fail. */
  void send(List<Planned> planned) throws InterruptedException {
    Map<String, List<Claim>> byCollection = new LinkedHashMap<>();
    for (Planned document : planned) {
      for (SideWrite write : document.sideWrites()) {
        byCollection
            .computeIfAbsent(write.collection(), name -> new ArrayList<>())
            .add(new Claim(document.index(), write));
      }
    }
    for (Map.Entry<String, List<Claim>> each : byCollection.entrySet()) {
      send(database.documents(each.getKey()), Claims.of(each.getValue()));
    }
  }

  private void send(Documents documents, List<Claims> wanted) throws InterruptedException {
    boolean ordered = inOrder || Claims.overlap(wanted);
    List<Claims> pending = new ArrayList<>(wanted);
    pending.removeAll(present(documents, Claims.insertsOf(wanted)));
    try (Troubles troubles = new Troubles(attempts)) {
      while (true) {
        pending.removeIf(claims -> claims.current(ledger).isEmpty());
        if (pending.isEmpty()) {
          return;
        }
        List<Write> writes = new ArrayList<>();
        pending.forEach(claims -> writes.add(current(claims).write().write()));
        BulkReply reply = documents.write(writes, ordered);
        DatabaseException trouble = trouble(reply);
        if (trouble != null) {
          troubles.happened(trouble);
        } else {
          troubles.none();
        }
        pending = remaining(documents, pending, reply, ordered);
      }
    }
  }

  /** What stood in the way of all of them, or of some, whatever they write. */
  private static @Nullable DatabaseException trouble(BulkReply reply) {
    if (reply.lost() != null) {
      return reply.lost();
    }
    return reply.refusals().values().stream()
        .filter(refusal -> !refusal.isOfTheDocument())
        .map(WriteRefusal::asTrouble)
        .findFirst()
        .orElse(null);
  }

  private Claim current(Claims claims) {
    return claims.current(ledger).orElseThrow();
  }

  /** What is not known to be written: what was refused is taken by the next that wants it. */
  private List<Claims> remaining(
      Documents documents, List<Claims> sent, BulkReply reply, boolean ordered)
      throws InterruptedException {
    List<Claims> remaining = new ArrayList<>();
    boolean stopped = false;
    for (int i = 0; i < sent.size(); i++) {
      WriteRefusal refusal = reply.refusals().get(i);
      if (refusal == null
          ? reply.lost() != null || stopped
          : !isSettled(documents, sent.get(i), refusal)) {
        remaining.add(sent.get(i));
      }
      stopped |= ordered && refusal != null;
    }
    return remaining;
  }

  /** Whether nothing is left to be done although it was refused. */
  private boolean isSettled(Documents documents, Claims claims, WriteRefusal refusal)
      throws InterruptedException {
    if (!refusal.isOfTheDocument()) {
      return false;
    }
    Claim claim = current(claims);
    if (refusal.isDuplicateKey()) {
      if (claim.write().isInsertIfAbsent() && !present(documents, List.of(claims)).isEmpty()) {
        return true;
      }
      // Two that upsert the same document at once may meet; the second time it is there.
      if (!claim.write().isInsertIfAbsent() && claims.duplicate() == 1) {
        return false;
      }
    }
    ledger.refuse(claim.index(), claim.write() + ": " + refusal);
    return false;
  }

  /** Those of them whose document is there. */
  private Set<Claims> present(Documents documents, List<Claims> wanted)
      throws InterruptedException {
    List<BsonValue> ids = wanted.stream().map(Claims::id).toList();
    Set<Object> keys = new Rereading(documents, attempts).matching(ids, new BsonDocument());
    return wanted.stream()
        .filter(claims -> keys.contains(claims.key()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
