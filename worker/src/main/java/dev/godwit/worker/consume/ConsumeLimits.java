package dev.godwit.worker.consume;

import java.time.Duration;

/**
 * How much a worker does at once, and how long it may take to stop.
 *
 * @param threads how many tasks are done at the same time
 * @param stopWithin how long stopping may take in all
 */
public record ConsumeLimits(int threads, Duration stopWithin) {

  /** For giving up what does not end, committing, and leaving the group. */
  private static final Duration FOR_THE_REST = Duration.ofSeconds(5);

  /** How long tasks that are under way may go on. */
  Duration forTasks() {
    Duration half = stopWithin.dividedBy(2);
    Duration most = stopWithin.minus(FOR_THE_REST);
    return most.compareTo(half) > 0 ? most : half;
  }
}
