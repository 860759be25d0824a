package dev.godwit.worker.batch;

/**
 * Pages of a transaction, whose extent was found before it began: a reading that takes too long
 * would end the transaction, and finding what matches a filter may take several of them. The
 * transaction sees what was there then and what came since, so that nothing within is passed.
 *
 * @param found where the page ends
 * @param inside reads it
 */
record FoundOutside(PageRead found, PageSource inside) implements PageSource {

  @Override
  public PageRead read(IdRange range, int batchSize) throws InterruptedException {
    return within(range, batchSize, inside::read);
  }

  @Override
  public PageRead readIds(IdRange range, int batchSize) throws InterruptedException {
    return within(range, batchSize, inside::readIds);
  }

  /** Reads a page. */
  @FunctionalInterface
  private interface Reading {
    PageRead of(IdRange range, int batchSize) throws InterruptedException;
  }

  private PageRead within(IdRange range, int batchSize, Reading reading)
      throws InterruptedException {
    if (found.isEmpty()) {
      return found;
    }
    IdRange extent = new IdRange(range.after(), found.done() ? range.upTo() : found.end());
    PageRead page = reading.of(extent, batchSize);
    // All that is within the extent was read, though more may come behind it.
    return page.done() && !found.done() ? new PageRead(page.documents(), found.end(), false) : page;
  }
}
