package dev.godwit.worker.mongo;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of writes that were sent.
 *
 * @param matched how many documents matched an update or replacement; says nothing when {@code
 *     lost}
 * @param modified how many of them were changed; says nothing when {@code lost}
 * @param deleted how many documents were deleted; says nothing when {@code lost}
 * @param refusals the writes that were not done, by their index
 * @param lost why it is not known what was done, or whether it lasts; null when it is known
 */
public record BulkReply(
    int matched,
    int modified,
    int deleted,
    SortedMap<Integer, WriteRefusal> refusals,
    @Nullable DatabaseException lost) {

  public BulkReply {
    refusals = Collections.unmodifiableSortedMap(new TreeMap<>(refusals));
  }

  /** Nothing is known. */
  public static BulkReply lost(DatabaseException reason) {
    return new BulkReply(0, 0, 0, Collections.emptySortedMap(), reason);
  }
}
