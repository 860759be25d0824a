package dev.godwit.coordinator.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * What may go wrong. Each seed has a choice of these: where everything goes wrong all the time,
 * nothing gets far enough to go wrong in an interesting way.
 */
enum Fault {
  /** The coordinator is killed and restarted; what it had not sent is lost. */
  COORDINATOR_CRASH,
  /** Workers are killed between any two steps, and restarted. */
  WORKER_KILL,
  /** Workers stop, their partitions go to others, and they wake up and go on. */
  WORKER_STOP,
  /** Partitions move between workers that are well. */
  REBALANCE,
  /** Long silences, in which things become overdue. */
  SILENCE,
  /** The database is away for a while. */
  OUTAGE,
  /** Pages fail as a whole. */
  PAGE_FAILURE,
  /** Pages with several large documents are refused until they are halved. */
  LARGE_DOCUMENTS,
  /** Pages with several deadly documents may kill their worker while it reads them. */
  DEADLY_DOCUMENTS,
  /** Pages end early, by bytes or by time. */
  SHORT_PAGE,
  /** {@code taken} and {@code working} are lost; nobody waits for them. */
  LOST_SIGN,
  /** A write is done and its answer is lost. */
  LOST_ANSWER,
  /** Events arrive twice. */
  DUPLICATE_EVENT,
  /** Tasks are delivered again from the beginning of their partition. */
  OLD_TASKS,
  /** Workers that do not know some migration. */
  UNKNOWN_MIGRATION,
  /** Workers are deployed with another edition of all migrations, one after the other. */
  OTHER_EDITION,
  /** The application inserts, changes and deletes documents. */
  APPLICATION,
  /** People ask for impossible and malformed things. */
  NONSENSE,
  /** Dead letters expire. */
  LETTERS_EXPIRE,
  /** A coordinator's clock is behind that of its predecessor. */
  CLOCK_SKEW;

  /** The choice of one seed. */
  static Set<Fault> some(Chance chance) {
    Set<Fault> some = EnumSet.noneOf(Fault.class);
    for (Fault fault : values()) {
      if (chance.oneIn(2)) {
        some.add(fault);
      }
    }
    return some;
  }
}
