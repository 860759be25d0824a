package dev.godwit.worker.batch;

import dev.godwit.protocol.Counts;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Write;
import dev.godwit.worker.mongo.WriteRefusal;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Updates all matching documents of a range of {@code _id} in the server. */
final class RangeUpdate {

  private final Documents documents;
  private final Selection selection;
  private final BsonValue update;
  private final Attempts attempts;
  private long matched;
  private long modified;
  private boolean repeated;

  RangeUpdate(Documents documents, Selection selection, BsonValue update, Attempts attempts) {
    this.documents = documents;
    this.selection = selection;
    this.update = update;
    this.attempts = attempts;
  }

  /**
   * Updates them.
   *
   * @param expected how many matched when the range was determined
   * @return what became of them; empty when a document was refused, and the update stopped at it
   *     without saying which it was
   */
  Optional<Counts> run(IdRange range, int expected) {
    try (Troubles troubles = new Troubles(attempts)) {
      // One kind of _id after the other: the server goes through a union in an order of its own.
      for (BsonDocument branch : range.branches()) {
        if (!update(branch, troubles)) {
          return Optional.empty();
        }
      }
    }
    // Where it had to be repeated, those that matched no more were updated the first time.
    long before = repeated ? Math.max(0, expected - matched) : 0;
    return Optional.of(Counts.of(modified + before, matched - modified, 0, 0, 0, 0));
  }

  private boolean update(BsonDocument branch, Troubles troubles) {
    Write write = new Write.UpdateAll(selection.withIdThat(branch), update);
    while (true) {
      BulkReply reply = documents.write(List.of(write), true);
      WriteRefusal refusal = reply.refusals().get(0);
      if (refusal != null && refusal.isOfTheDocument()) {
        return false;
      }
      DatabaseException trouble = refusal == null ? reply.lost() : refusal.asTrouble();
      if (trouble == null) {
        matched += reply.matched();
        modified += reply.modified();
        troubles.none();
        return true;
      }
      repeated = true;
      troubles.happened(trouble);
    }
  }
}
