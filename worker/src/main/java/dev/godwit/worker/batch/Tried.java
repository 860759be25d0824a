package dev.godwit.worker.batch;

import dev.godwit.worker.batch.Ledger.Outcome;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one document.
 *
 * @param before what it is
 * @param outcome what it would count as
 * @param after what it would be; null when it would be deleted, stay as it is or fail
 * @param reason why it would fail; null when it would not
 */
record Tried(
    RawBsonDocument before,
    Outcome outcome,
    @Nullable RawBsonDocument after,
    @Nullable String reason) {

  static Tried becoming(RawBsonDocument before, RawBsonDocument after) {
    return BsonBytes.same(before, after)
        ? new Tried(before, Outcome.UNCHANGED, null, null)
        : new Tried(before, Outcome.UPDATED, after, null);
  }

  static Tried by(RawBsonDocument before, Effect effect) {
    if (effect instanceof Effect.Deletion) {
      return new Tried(before, Outcome.DELETED, null, null);
    }
    RawBsonDocument after = effect.after();
    return after == null
        ? new Tried(before, Outcome.UNCHANGED, null, null)
        : new Tried(before, Outcome.UPDATED, after, null);
  }

  static Tried failing(RawBsonDocument before, String reason) {
    return new Tried(before, Outcome.FAILED, null, reason);
  }

  /** Whether it would be another afterwards, or none. */
  boolean changes() {
    return outcome == Outcome.UPDATED || outcome == Outcome.DELETED;
  }
}
