package dev.godwit.coordinator.pace;

import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast the documents of a run were handled of late, in time that the run was running.
 *
 * @param run which run
 * @param samples oldest first, some seconds apart
 */
public record RecentRate(int run, List<Sample> samples) {

  /** So much running time counts as recent. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  /** So far apart are samples, so that there are few of them. */
  static final Duration APART = Duration.ofSeconds(5);

  /** Less running time than this says nothing of the rate by itself. */
  static final Duration LEAST = Duration.ofSeconds(2);

  /**
   * @param runningMs how long the run had been running
   * @param processed how many documents it had handled
   */
  public record Sample(long runningMs, long processed) {}

  public RecentRate {
    samples = List.copyOf(samples);
  }

  /** When the first state of a migration is seen. */
  public static RecentRate of(State state) {
    return new RecentRate(state.run(), List.of(sample(state)));
  }

  /** With one more state of the same migration. */
  public RecentRate plus(State state) {
    Sample next = sample(state);
    Sample last = samples.get(samples.size() - 1);
    if (state.run() != run
        || next.processed() < last.processed()
        || next.runningMs() < last.runningMs()) {
      return of(state);
    }
    if (next.runningMs() - last.runningMs() < APART.toMillis()) {
      return this;
    }
    List<Sample> kept = new ArrayList<>();
    for (Sample old : samples) {
      if (next.runningMs() - old.runningMs() <= WINDOW.toMillis()) {
        kept.add(old);
      }
    }
    if (kept.isEmpty()) {
      kept.add(last);
    }
    kept.add(next);
    return new RecentRate(run, kept);
  }

  /**
   * Documents per second of late, else on the average of the run; null when nothing is known.
   *
   * @param state the newest
   */
  public @Nullable Double perSecond(State state, Instant now) {
    Sample current = sample(state);
    Sample first = samples.get(0);
    long documents = current.processed() - first.processed();
    long span = current.runningMs() + silence(state, now) - first.runningMs();
    if (span < LEAST.toMillis() || (documents == 0 && span < WINDOW.toMillis())) {
      return current.processed() == 0 || current.runningMs() == 0
          ? null
          : current.processed() * 1000.0 / current.runningMs();
    }
    return documents * 1000.0 / span;
  }

  /**
   * How long it will still run; null without a total or a rate, and when there is more than there
   * should be.
   *
   * @param state the newest
   */
  public @Nullable Double remainingSeconds(State state, Instant now) {
    Long total = state.progress().estimatedTotal();
    long processed = state.progress().counts().processed();
    if (state.status() != Status.RUNNING || total == null || total <= processed) {
      return null;
    }
    Double perSecond = perSecond(state, now);
    return perSecond == null || perSecond <= 0 ? null : (total - processed) / perSecond;
  }

  /** What has become of the batch under way is not known yet, so that silence lowers the rate. */
  private static long silence(State state, Instant now) {
    return state.status() == Status.RUNNING
        ? Math.max(0, Duration.between(state.context().times().updatedAt(), now).toMillis())
        : 0;
  }

  private static Sample sample(State state) {
    return new Sample(state.context().times().runningMs(), state.progress().counts().processed());
  }
}
