package dev.godwit.protocol;

import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import org.jspecify.annotations.Nullable;

/**
 * What a migration does unless the command says otherwise.
 *
 * @param batchSize documents per page; 1 to {@link #MAX_BATCH_SIZE}
 * @param onError whether a document that fails stops the run
 * @param maxFailures how many may fail before the run stops, when {@code onError} is {@code skip};
 *     null for no limit
 */
public record Defaults(int batchSize, OnError onError, @Nullable MaxFailures maxFailures) {

  /** Documents per page when nobody says otherwise. */
  public static final int BATCH_SIZE = 1000;

  /** More documents than this in one page bring nothing but memory. */
  public static final int MAX_BATCH_SIZE = 100_000;

  public static final Defaults STANDARD = new Defaults(BATCH_SIZE, OnError.FAIL, null);

  public Defaults {
    if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
      throw new IllegalArgumentException(
          "batchSize %d: expected 1 to %d".formatted(batchSize, MAX_BATCH_SIZE));
    }
    onError = onError == null ? OnError.FAIL : onError;
  }
}
