package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * The last command that was applied to a migration.
 *
 * @param actor who started or resumed the run
 * @param commandOffset the offset of the last command applied; -1 before the first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StartedBy(@JsonUnwrapped Actor actor, long commandOffset) {
  /** Nobody yet. */
  public static final StartedBy NOBODY = new StartedBy(Actor.NOBODY, -1);

  public StartedBy {
    actor = actor == null ? Actor.NOBODY : actor;
  }

  /** The name of who started or resumed the run; null for nobody. */
  public @Nullable String startedBy() {
    return actor.name();
  }
}
