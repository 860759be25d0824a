package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for in a run.
 *
 * @param run its number, from 1; 0 before the first
 * @param batchSize documents per page
 * @param onError what happens when a document cannot be migrated
 * @param maxFailures how many may fail; null for no limit
 * @param params the values of the migration's parameters; secrets as references
 * @param oneBatchOnly whether it pauses after the next batch
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunInfo(
    int run,
    int batchSize,
    OnError onError,
    @Nullable MaxFailures maxFailures,
    Map<String, Object> params,
    boolean oneBatchOnly) {
  public RunInfo {
    if (run < 0 || batchSize < 1) {
      throw new IllegalArgumentException("run %d, batchSize %d".formatted(run, batchSize));
    }
    onError = onError == null ? OnError.FAIL : onError;
    params = params == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }
}
