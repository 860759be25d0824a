package dev.godwit.worker.batch;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Offsets;
import java.util.List;
import org.bson.BsonValue;

/** Where dead letters are read from; called from several threads at the same time. */
@FunctionalInterface
public interface LetterSource {

  /** For work that is never asked to try anything again. */
  LetterSource NONE =
      offsets -> {
        throw new IllegalStateException("no dead letters can be read here");
      };

  /**
   * Reads those letters; what is none, or cannot be read as one, is left out.
   *
   * @throws BatchFailedException when they cannot be read now
   * @throws InterruptedException when the thread was interrupted because the worker stops
   */
  Found read(Offsets offsets) throws InterruptedException;

  /**
   * What there is of them.
   *
   * @param letters in the order of their offsets
   * @param keptFrom the first offset that the topic still has
   * @param keptTo the offset after its last
   */
  record Found(List<Letter> letters, long keptFrom, long keptTo) {
    public Found {
      letters = List.copyOf(letters);
    }

    boolean hasAll(Offsets offsets) {
      return offsets.isEmpty() || (keptFrom <= offsets.first() && offsets.last() < keptTo);
    }
  }

  /**
   * Of one letter what is needed to try its document again.
   *
   * @param offset where it is
   * @param batchId the batch in which the document failed
   * @param documentId the document's {@code _id}
   */
  record Letter(long offset, BatchId batchId, BsonValue documentId) {}
}
