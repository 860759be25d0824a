package dev.godwit.protocol;

/**
 * Which batch a task asks for or an event tells of; batch 0 is <em>prepare</em>, batches of
 * documents count from 1.
 */
public record BatchId(String migration, int run, int segment, long batch) {

  /** The batch that looks at the collection before the first page. */
  public static final long PREPARE = 0;

  public BatchId {
    MigrationName.check(migration);
    if (run < 0 || segment < 0 || batch < 0) {
      throw new IllegalArgumentException(
          "run %d, segment %d, batch %d: none may be negative".formatted(run, segment, batch));
    }
  }

  @Override
  public String toString() {
    return "batch %d of '%s' (run %d, segment %d)".formatted(batch, migration, run, segment);
  }
}
