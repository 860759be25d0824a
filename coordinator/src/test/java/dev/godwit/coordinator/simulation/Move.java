package dev.godwit.coordinator.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may happen in one step, and how often. */
enum Move {
  COORDINATOR_READS(60),
  COORDINATOR_SENDS(90),
  COORDINATOR_COMMITS(3),
  COORDINATOR_TICKS(5),
  COORDINATOR_STARTS(6),
  COORDINATOR_CRASHES(1, Fault.COORDINATOR_CRASH),
  COORDINATOR_DIES_LATER(2, Fault.COORDINATOR_CRASH),
  WORKER_TAKES(40),
  WORKER_WORKS(120),
  WORKER_TELLS(40),
  WORKER_FOLLOWS(10),
  WORKER_RESTARTS(6),
  WORKER_IS_KILLED(1, Fault.WORKER_KILL),
  WORKER_STOPS(1, Fault.WORKER_STOP),
  WORKER_WAKES_UP(2, Fault.WORKER_STOP),
  EDITION_IS_DEPLOYED(1, Fault.OTHER_EDITION),
  MIGRATIONS_ARE_MISSING(1, Fault.UNKNOWN_MIGRATION),
  GROUP_LOSES_MEMBERS(3),
  GROUP_REBALANCES(1, Fault.REBALANCE),
  TASKS_COME_AGAIN(1, Fault.OLD_TASKS),
  DATABASE_GOES(1, Fault.OUTAGE),
  DATABASE_COMES_BACK(3, Fault.OUTAGE),
  LETTERS_EXPIRE(4, Fault.LETTERS_EXPIRE),
  TIME_PASSES(4),
  LONG_TIME_PASSES(2, Fault.SILENCE),
  APPLICATION_WRITES(12, Fault.APPLICATION),
  PERSON_ASKS(2);

  private final int weight;
  private final @Nullable Fault fault;

  Move(int weight) {
    this(weight, null);
  }

  Move(int weight, @Nullable Fault fault) {
    this.weight = weight;
    this.fault = fault;
  }

  /**
   * Every move about as often as it weighs, if what it stands for may go wrong; how often, differs
   * from seed to seed.
   */
  static List<Move> deck(World world, Chance chance) {
    List<Move> deck = new ArrayList<>();
    for (Move move : values()) {
      int weight = chance.between(move.weight, 3 * move.weight);
      if (move.fault == null || world.mayHappen(move.fault)) {
        deck.addAll(Collections.nCopies(weight, move));
      }
    }
    return deck;
  }
}
