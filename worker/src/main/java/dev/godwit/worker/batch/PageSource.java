package dev.godwit.worker.batch;

/** Where the next page of a migration's documents comes from. */
interface PageSource {

  /** The documents of the page. */
  PageRead read(IdRange range, int batchSize) throws InterruptedException;

  /** Nothing but the {@code _id} of each. */
  PageRead readIds(IdRange range, int batchSize) throws InterruptedException;
}
