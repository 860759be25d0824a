package dev.godwit.worker.batch;

import java.util.List;

/** Finds out what a migration would do to documents, without doing it. */
@FunctionalInterface
interface Trial {

  /** What would become of each, in order; perhaps not of all, when the time is up. */
  List<Tried> of(PageRead page) throws InterruptedException;
}
