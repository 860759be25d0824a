package dev.godwit.worker.batch;

import dev.godwit.worker.batch.Ledger.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.RawBsonDocument;

/**
 * Finds out what became of conditional writes when the reply does not say it: fewer matched than
 * were sent, or it never came.
 */
final class Verification {

  /**
   * What is still to be done.
   *
   * @param unwritten documents that are what they were before
   * @param changed documents that somebody else changed, as they are now
   */
  record Result(List<Planned> unwritten, List<Draft> changed) {}

  private final Rereading rereading;
  private final Selection selection;
  private final Ledger ledger;

  Verification(Rereading rereading, Selection selection, Ledger ledger) {
    this.rereading = rereading;
    this.selection = selection;
    this.ledger = ledger;
  }

  /**
   * Looks at the documents and settles those that need nothing more.
   *
   * @param deleted how many of them we can have deleted at most
   */
  Result of(List<Planned> attempted, int deleted) throws InterruptedException {
    Map<Object, RawBsonDocument> now =
        rereading.now(attempted.stream().map(document -> document.draft().id()).toList());
    Result result = new Result(new ArrayList<>(), new ArrayList<>());
    int deletedAtMost = deleted;
    for (Planned document : attempted) {
      RawBsonDocument current = now.get(BsonBytes.key(document.draft().id()));
      if (current != null) {
        compare(document, current, result);
      } else if (document.effect() instanceof Effect.Deletion && deletedAtMost > 0) {
        deletedAtMost--;
        ledger.settle(document.index(), Outcome.DELETED);
      } else {
        ledger.settle(document.index(), Outcome.VANISHED);
      }
    }
    settleThoseThatNoLongerMatch(result.changed());
    return result;
  }

  private void compare(Planned document, RawBsonDocument current, Result result) {
    int index = document.index();
    boolean tooOften = document.draft().tries() >= Draft.MOST_TRIES;
    if (BsonBytes.same(current, document.draft().image())) {
      if (tooOften) {
        ledger.fail(
            index,
            "it was written %d times in vain although it did not change"
                .formatted(Draft.MOST_TRIES));
      } else {
        result.unwritten().add(document.again());
      }
    } else if (current.equals(document.effect().after())) {
      // Whatever the order of its fields: servers before 5.0 add new ones in another.
      ledger.settle(index, Outcome.UPDATED);
    } else {
      ledger.conflict(index);
      if (tooOften) {
        ledger.fail(
            index,
            "it changes all the time: %d times between being read and being written"
                .formatted(Draft.MOST_TRIES));
      } else {
        result.changed().add(document.draft().again(current));
      }
    }
  }

  private void settleThoseThatNoLongerMatch(List<Draft> changed) throws InterruptedException {
    if (changed.isEmpty() || selection.isEverything()) {
      return;
    }
    Set<Object> matching =
        rereading.matching(changed.stream().map(Draft::id).toList(), selection.filter());
    changed.removeIf(
        draft -> {
          boolean matches = matching.contains(BsonBytes.key(draft.id()));
          if (!matches) {
            ledger.settle(draft.index(), Outcome.UNCHANGED);
          }
          return !matches;
        });
  }
}
