package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.godwit.migration.OnError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which documents a task is about, and how they are to be handled.
 *
 * @param range from where to where
 * @param batchSize how many documents at most
 * @param onError what happens when one of them cannot be migrated
 * @param params the values of the migration's parameters; secrets as references
 * @param letters the dead letters whose documents it is about instead; null for none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page(
    @JsonUnwrapped Range range,
    int batchSize,
    OnError onError,
    Map<String, Object> params,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Offsets letters) {

  /** Documents of a range. */
  public Page(Range range, int batchSize, OnError onError, Map<String, Object> params) {
    this(range, batchSize, onError, params, null);
  }

  public Page {
    range = range == null ? Range.ALL : range;
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize %d: expected 1 or more".formatted(batchSize));
    }
    onError = onError == null ? OnError.FAIL : onError;
    params =
        params == null
            ? Map.of()
            : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }
}
