package dev.godwit.boot;

import dev.godwit.boot.Condition.State;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a program is alive and ready, derived from how the things it depends on are.
 *
 * <p>Ready means that all of them are up; live means that none of them is broken. A change of state
 * is logged once; hearing the same again is not a change.
 */
public final class Health {

  private final Map<String, Condition> conditions = new TreeMap<>();
  private final Clock clock;
  private final HealthListener listener;

  /** One that logs every change. */
  public Health(Clock clock) {
    this(clock, new HealthLog());
  }

  /** One that tells every change to the listener, which must be quick and not throw. */
  public Health(Clock clock, HealthListener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /** Not ready before this component was up for the first time. */
  public void expect(String component, String reason) {
    change(component, State.STARTING, reason, null);
  }

  /** The component is as it should be. */
  public void up(String component) {
    change(component, State.UP, null, null);
  }

  /**
   * The component cannot be used for now: the program is not ready, but lives.
   *
   * @param next what happens next, for the log: "it is tried again with growing pauses"
   */
  public void down(String component, String reason, String next) {
    change(component, State.DOWN, reason, next);
  }

  /** The component will not come back without a restart: the program neither is ready nor lives. */
  public void broken(String component, String reason) {
    change(component, State.BROKEN, reason, null);
  }

  /** The component does not count any more, because it was closed. */
  public synchronized void forget(String component) {
    conditions.remove(component);
  }

  /** Whether all components are up. */
  public boolean isReady() {
    return notReady().isEmpty();
  }

  /** Whether no component is broken. */
  public boolean isLive() {
    return notLive().isEmpty();
  }

  /** What is not up, by name. */
  public List<Condition> notReady() {
    return those(condition -> !condition.isUp());
  }

  /** What is broken, by name. */
  public List<Condition> notLive() {
    return those(Condition::isBroken);
  }

  /** All that is known, by name. */
  public List<Condition> all() {
    return those(condition -> true);
  }

  private synchronized List<Condition> those(Predicate<Condition> wanted) {
    return conditions.values().stream().filter(wanted).toList();
  }

  /** Tells the listener under the lock, so that it hears of changes in their order. */
  private synchronized void change(
      String component, State state, @Nullable String reason, @Nullable String next) {
    Condition before = conditions.get(component);
    if (before != null && before.state() == state) {
      conditions.put(component, new Condition(component, state, reason, before.since()));
      return;
    }
    if (before != null && state == State.STARTING) {
      return;
    }
    Condition now = new Condition(component, state, reason, clock.instant());
    conditions.put(component, now);
    listener.changed(before, now, next);
  }
}
