package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The last command that was applied to a migration.
 *
 * @param startedBy who started or resumed the run, as claimed
 * @param commandOffset the offset of the last command applied; -1 before the first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StartedBy(@Nullable String startedBy, long commandOffset) {
  /** Nobody yet. */
  public static final StartedBy NOBODY = new StartedBy(null, -1);
}
