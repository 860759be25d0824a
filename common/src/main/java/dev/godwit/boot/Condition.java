package dev.godwit.boot;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How something that a program depends on is, and since when.
 *
 * @param component what it is, such as "kafka"
 * @param state how it is
 * @param reason why it is not up; null when it is
 * @param since when it came to this state
 */
public record Condition(String component, State state, @Nullable String reason, Instant since) {

  /** What a component can be. */
  public enum State {
    /** Not tried yet, or not done for the first time. */
    STARTING,
    /** As it should be. */
    UP,
    /** Not usable now; the program goes on by itself when it is back. */
    DOWN,
    /** Not usable, and only a restart of the program helps. */
    BROKEN
  }

  public Condition {
    if (component.isBlank()) {
      throw new IllegalArgumentException("component is blank");
    }
    if ((state == State.UP) != (reason == null)) {
      throw new IllegalArgumentException(
          component + " is " + state + ": expected a reason exactly when it is not UP");
    }
  }

  boolean isUp() {
    return state == State.UP;
  }

  boolean isBroken() {
    return state == State.BROKEN;
  }

  Duration lasted(Instant now) {
    return Duration.between(since, now);
  }
}
