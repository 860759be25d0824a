package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.State;

/** Hears of what the rules do not see; called on the thread that decides, so it must be quick. */
public interface TopologyListener {

  /** Hears nothing. */
  TopologyListener NONE = new TopologyListener() {};

  /** A record of this topic could not be understood. */
  default void malformed(String topic) {}

  /** The rules failed, or what they decided cannot be sent; the input is skipped. */
  default void failed() {}

  /**
   * This instance decides from now on.
   *
   * @param states a view that may be read from any thread
   */
  default void active(States states) {}

  /** One of the states has changed. */
  default void stored(States states, State state) {}

  /** This instance decides no longer; these were its states. */
  default void inactive(States states) {}
}
