package dev.godwit.cli.progress;

import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast the documents of a run are handled, from its states as they are seen.
 *
 * <p>Time is what the coordinator counts as running, so that neither pauses nor the way of a state
 * to the reader count; what has become of a batch that lasts longer than those before it is not
 * known yet, so that such silence lowers the rate.
 *
 * @param samples of one run, oldest first
 */
public record Pace(List<Sample> samples) {

  /** Nothing seen yet. */
  public static final Pace UNKNOWN = new Pace(List.of());

  /** So much running time counts as recent. */
  static final Duration WINDOW = Duration.ofSeconds(30);

  /** Less running time than this says nothing of the rate by itself. */
  static final Duration LEAST = Duration.ofSeconds(2);

  /**
   * One state.
   *
   * @param seenAt when it was seen first, by the reader's clock
   * @param run the run
   * @param runningMs how long the run had been running
   * @param processed how many documents it had handled
   */
  public record Sample(Instant seenAt, int run, long runningMs, long processed) {}

  public Pace {
    samples = List.copyOf(samples);
  }

  /** With one more state of the same migration, which may be the same as before. */
  public Pace plus(State state, Instant now) {
    Sample sample =
        new Sample(
            now,
            state.run(),
            state.context().times().runningMs(),
            state.progress().counts().processed());
    Sample last = samples.isEmpty() ? null : samples.get(samples.size() - 1);
    if (last != null && !follows(last, sample)) {
      return new Pace(List.of(sample));
    }
    if (last != null && last.processed() == sample.processed()) {
      return this;
    }
    List<Sample> kept = new ArrayList<>();
    for (Sample old : samples) {
      if (sample.runningMs() - old.runningMs() <= WINDOW.toMillis()) {
        kept.add(old);
      }
    }
    if (kept.isEmpty() && last != null) {
      kept.add(last);
    }
    kept.add(sample);
    return new Pace(kept);
  }

  /** Documents per second of late, else on the average of the run; null when nothing is known. */
  public @Nullable Double perSecond(State state, Instant now) {
    if (state.status() != Status.RUNNING) {
      return average(state);
    }
    if (samples.size() < 2) {
      return average(state);
    }
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    long span = last.runningMs() - first.runningMs();
    if (span < LEAST.toMillis()) {
      return average(state);
    }
    long usualGap = span / (samples.size() - 1);
    long silence = Duration.between(last.seenAt(), now).toMillis();
    long beyond = Math.max(0, silence - usualGap);
    return (last.processed() - first.processed()) * 1000.0 / (span + beyond);
  }

  /** Documents per second of the whole run; null before the first batch. */
  public static @Nullable Double average(State state) {
    long processed = state.progress().counts().processed();
    long runningMs = state.context().times().runningMs();
    return processed == 0 || runningMs == 0 ? null : processed * 1000.0 / runningMs;
  }

  private static boolean follows(Sample last, Sample next) {
    return next.run() == last.run()
        && next.runningMs() >= last.runningMs()
        && next.processed() >= last.processed();
  }
}
