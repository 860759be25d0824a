package dev.godwit.protocol;

import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a migration is to run; what is null is left as it is.
 *
 * @param reset whether it begins a new run
 * @param dryRun whether it only tries one batch, without writing anything
 * @param oneBatchOnly whether it pauses after one batch
 * @param startAt where a new run begins; null to go on
 * @param handling what may be changed at any time
 * @param params values of the migration's parameters; null when the command gives none
 */
public record StartOptions(
    boolean reset,
    boolean dryRun,
    boolean oneBatchOnly,
    @Nullable StartAt startAt,
    Handling handling,
    @Nullable Map<String, Object> params) {

  /**
   * Where a new run begins.
   *
   * @param after the {@code _id} after which it begins; null for the beginning of the collection
   */
  public record StartAt(@Nullable Cursor after) {}

  /**
   * What may be changed at any time; null leaves it as it is.
   *
   * @param batchSize documents per page
   * @param onError what happens when a document cannot be migrated
   * @param maxFailures how many may fail
   */
  public record Handling(
      @Nullable Integer batchSize, @Nullable OnError onError, @Nullable MaxFailures maxFailures) {
    /** Nothing changes. */
    public static final Handling UNCHANGED = new Handling(null, null, null);
  }

  /** Nothing said. */
  public static final StartOptions NONE =
      new StartOptions(false, false, false, null, Handling.UNCHANGED, null);

  /** A new run from the beginning. */
  public static final StartOptions RESET =
      new StartOptions(true, false, false, null, Handling.UNCHANGED, null);

  /** One batch, without writing anything. */
  public static final StartOptions DRY_RUN =
      new StartOptions(false, true, false, null, Handling.UNCHANGED, null);

  /** One batch, and then it pauses. */
  public static final StartOptions ONE_BATCH_ONLY =
      new StartOptions(false, false, true, null, Handling.UNCHANGED, null);

  public StartOptions {
    params = params == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** Whether a new run begins, whatever the status. */
  public boolean beginsAnew() {
    return reset || startAt != null;
  }
}
