package dev.godwit.worker.consume;

import java.time.Duration;

/**
 * How much a worker does at once, and how long it may take to stop.
 *
 * @param threads how many tasks are done at the same time
 * @param stopWithin how long stopping may take in all
 */
public record ConsumeLimits(int threads, Duration stopWithin) {

  /** Tasks under way may take most of it; the rest is for committing and leaving the group. */
  Duration forTasks() {
    return stopWithin.multipliedBy(3).dividedBy(5);
  }
}
