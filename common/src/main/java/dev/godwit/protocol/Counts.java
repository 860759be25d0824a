package dev.godwit.protocol;

/**
 * What became of documents: {@code processed = updated + unchanged + deleted + failed + vanished}.
 *
 * @param processed documents that were handled
 * @param updated documents that were changed
 * @param unchanged documents that needed no change
 * @param deleted documents that the migration deleted
 * @param failed documents that could not be migrated
 * @param vanished documents that somebody else deleted between read and write
 * @param conflicts how often a document had to be migrated again because it changed in between
 */
public record Counts(
    long processed,
    long updated,
    long unchanged,
    long deleted,
    long failed,
    long vanished,
    long conflicts) {

  public static final Counts ZERO = new Counts(0, 0, 0, 0, 0, 0, 0);

  public Counts {
    if (processed != updated + unchanged + deleted + failed + vanished) {
      throw new IllegalArgumentException(
          "processed %d is not updated %d + unchanged %d + deleted %d + failed %d + vanished %d"
              .formatted(processed, updated, unchanged, deleted, failed, vanished));
    }
    if (updated < 0
        || unchanged < 0
        || deleted < 0
        || failed < 0
        || vanished < 0
        || conflicts < 0) {
      throw new IllegalArgumentException("counts cannot be negative");
    }
  }

  /** Counts of the outcomes alone; {@code processed} is their sum. */
  public static Counts of(
      long updated, long unchanged, long deleted, long failed, long vanished, long conflicts) {
    return new Counts(
        updated + unchanged + deleted + failed + vanished,
        updated,
        unchanged,
        deleted,
        failed,
        vanished,
        conflicts);
  }

  /** Both together. */
  public Counts plus(Counts other) {
    return new Counts(
        processed + other.processed,
        updated + other.updated,
        unchanged + other.unchanged,
        deleted + other.deleted,
        failed + other.failed,
        vanished + other.vanished,
        conflicts + other.conflicts);
  }

  /**
   * The same after some of the failed documents were tried again: each moves from {@code failed} to
   * what became of it.
   */
  public Counts retried(Counts outcome) {
    return of(
        updated + outcome.updated,
        unchanged + outcome.unchanged,
        deleted + outcome.deleted,
        Math.max(0, failed - outcome.processed) + outcome.failed,
        vanished + outcome.vanished,
        conflicts + outcome.conflicts);
  }
}
