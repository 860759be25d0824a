package dev.godwit.boot;

import org.jspecify.annotations.Nullable;

/** Hears of every change of state of a component, once. */
@FunctionalInterface
public interface HealthListener {

  /**
   * A component has come to another state.
   *
   * @param before null when the component was not known
   * @param next what happens next, null when there is nothing to say
   */
  void changed(@Nullable Condition before, Condition now, @Nullable String next);
}
