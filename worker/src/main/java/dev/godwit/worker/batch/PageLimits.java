package dev.godwit.worker.batch;

import java.time.Duration;

/**
 * What bounds a page besides the number of its documents.
 *
 * @param bytes how large its documents may be together; a single one may be larger
 * @param time how long reading and migrating them may take, all in all
 * @param query how long the server may look for them before the worker helps it with smaller steps
 * @param step how many documents, matching or not, such a step looks at
 */
record PageLimits(long bytes, Duration time, Duration query, int step) {

  static final PageLimits STANDARD =
      new PageLimits(16L << 20, Duration.ofSeconds(30), Duration.ofSeconds(10), 20_000);

  /** How long reading may take, so that there is time left to migrate what was read. */
  Duration reading() {
    return time.multipliedBy(2).dividedBy(3);
  }
}
