package dev.godwit.worker.batch;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.Task;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Transaction;
import dev.godwit.worker.mongo.Transactions;
import dev.godwit.worker.mongo.Trouble;
import java.util.Optional;

/**
 * Does a page in one transaction that also leaves a marker of what came of it, so that the page is
 * done once however often it is asked for.
 */
record InTransaction(Tools tools, Transactions transactions, Search search) {

  /** What is found of a page before its transaction begins, if that is needed. */
  @FunctionalInterface
  interface Search {
    /** Looks for it. */
    Optional<PageRead> page() throws InterruptedException;
  }

  /** The work on one page. */
  @FunctionalInterface
  interface PageWork {
    /** Does it with these tools. */
    WorkResult with(Tools tools) throws InterruptedException;
  }

  /**
   * Does it, or tells what came of it when it was done before.
   *
   * @param origin of the event
   */
  WorkResult run(Task task, Event.Origin origin, PageWork page) throws InterruptedException {
    Refusals refusals = new Refusals();
    for (int failures = 0; ; ) {
      try {
        return once(new Marker(task, origin), refusals, page);
      } catch (DatabaseException e) {
        if (refusals.learn()) {
          failures = 0;
        } else if (!mayPass(e) || ++failures >= Attempts.MOST) {
          throw reason(e);
        } else {
          tools.attempts().pause(failures);
        }
      }
    }
  }

  private WorkResult once(Marker marker, Refusals refusals, PageWork page)
      throws InterruptedException {
    Optional<PageRead> found = search.page();
    try (Transaction transaction = transactions.begin()) {
      TransactionDatabase database = new TransactionDatabase(tools.database(), transaction);
      Optional<WorkResult> earlier = marker.find(database);
      if (earlier.isPresent()) {
        return earlier.get();
      }
      WorkResult result = page.with(tools.with(database, refusals).with(found));
      database.check();
      marker.leave(database, result);
      commit(transaction);
      return result;
    }
  }

  private void commit(Transaction transaction) {
    try (Troubles troubles = new Troubles(tools.attempts())) {
      while (true) {
        try {
          transaction.commit();
          return;
        } catch (DatabaseException e) {
          troubles.happened(e);
        }
      }
    }
  }

  /** Too slow once is too slow again. */
  private static boolean mayPass(DatabaseException e) {
    return e.trouble() == Trouble.ABORTED && reason(e).trouble() != Trouble.TOO_SLOW;
  }

  /** An outage is told as such, whatever it did to the transaction. */
  private static DatabaseException reason(DatabaseException e) {
    return e.trouble() == Trouble.ABORTED && e.getCause() instanceof DatabaseException cause
        ? cause
        : e;
  }
}
