package dev.godwit.coordinator.decide;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Delivery.Phase;
import dev.godwit.protocol.Delivery.Trouble;
import dev.godwit.protocol.DryRunRequest;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/** Asks workers for batches. */
final class Asking {

  private Asking() {}

  /** The preparation of a run, which must have one segment that nothing was asked of. */
  static Segment prepare(Turn turn, Draft draft, Range range) {
    return Segments.fresh(0, range, sent(turn, partition(turn, draft.migration()), 1));
  }

  /**
   * Whatever the segment needs to go on: what is outstanding once more, else its preparation, else
   * its next batch. The trouble that it had is forgotten.
   */
  static Segment goOn(Turn turn, Draft draft, Segment segment) {
    Delivery old = segment.delivery();
    if (old != null) {
      return Segments.withDelivery(segment, sent(turn, old.partition(), old.attempt() + 1));
    }
    boolean retries = segment.id() == 0 && RetryRules.isNext(draft.failures);
    if (segment.done() && !retries) {
      return segment;
    }
    if (retries) {
      RetryRules.began(draft);
    }
    Delivery delivery = sent(turn, partition(turn, draft.migration()), 1);
    return segment.batch() == BatchId.PREPARE
        ? Segments.withDelivery(segment, delivery)
        : Segments.nextBatch(segment, delivery);
  }

  /** The batch after the one that has just landed, in the same partition. */
  static Segment next(Turn turn, Segment landed, int partition) {
    return Segments.nextBatch(landed, sent(turn, partition, 1));
  }

  /** The outstanding batch again, now. */
  static Delivery again(Turn turn, Delivery delivery, Trouble trouble) {
    return new Delivery(
        Phase.SENT,
        delivery.partition(),
        delivery.attempt() + 1,
        turn.now().plus(Timing.untilUnheard(trouble.unheard() + trouble.queued())),
        trouble);
  }

  /** The outstanding batch again, at that time. */
  static Delivery later(Delivery delivery, int partition, Instant at, Trouble trouble) {
    return new Delivery(Phase.WAITING, partition, delivery.attempt() + 1, at, trouble);
  }

  /** What waits, but no longer than until then: it may be the time of another machine's clock. */
  static Delivery notLaterThan(Instant at, Delivery delivery) {
    return delivery.dueAt().isAfter(at)
        ? new Delivery(
            delivery.phase(), delivery.partition(), delivery.attempt(), at, delivery.trouble())
        : delivery;
  }

  /** What was to be asked for at a time that has come. */
  static Delivery due(Turn turn, Delivery delivery) {
    return new Delivery(
        Phase.SENT,
        delivery.partition(),
        delivery.attempt(),
        turn.now()
            .plus(Timing.untilUnheard(delivery.trouble().unheard() + delivery.trouble().queued())),
        delivery.trouble());
  }

  private static Delivery sent(Turn turn, int partition, int attempt) {
    return new Delivery(
        Phase.SENT, partition, attempt, turn.now().plus(Timing.untilUnheard(0)), Trouble.NONE);
  }

  /** Sends the tasks of all segments whose batch is asked for; the others wait. */
  static void sendAll(Turn turn, State state) {
    state.progress().segments().forEach(segment -> send(turn, state, segment));
  }

  /** Sends the task of one segment, if its batch is asked for. */
  static void send(Turn turn, State state, Segment segment) {
    Delivery delivery = segment.delivery();
    if (delivery == null || delivery.phase() == Phase.WAITING) {
      return;
    }
    RunInfo run = state.runInfo();
    boolean retries = segment.id() == 0 && RetryRules.isUnderWay(state.progress().failures());
    turn.send(
        new Task(
            kind(segment, retries),
            new BatchId(state.migration(), run.run(), segment.id(), segment.batch()),
            delivery.attempt(),
            state.definition().revision(),
            new Page(
                segment.range(),
                Segments.pageSize(segment, run.batchSize()),
                retries ? OnError.SKIP : run.onError(),
                run.params(),
                retries ? RetryRules.page(state, segment) : null),
            null,
            turn.now()),
        delivery.partition());
  }

  private static Task.Kind kind(Segment segment, boolean retries) {
    return retries
        ? Task.Kind.RETRY
        : segment.batch() == BatchId.PREPARE ? Task.Kind.PREPARE : Task.Kind.BATCH;
  }

  /** One batch that changes nothing, not even a state. */
  static void dryRun(Turn turn, State state, Definition edition, Page page, DryRunRequest request) {
    turn.send(
        new Task(
            Task.Kind.DRY_RUN,
            new BatchId(state.migration(), state.run(), 0, BatchId.PREPARE),
            1,
            edition.revision(),
            page,
            request,
            turn.now()),
        partition(turn, state.migration()));
  }

  /** The partition after that one. */
  static int nextPartition(Turn turn, int partition) {
    return (partition + 1) % turn.installation().taskPartitions();
  }

  /** The partition for the n-th attempt at a dry run, which none of the others can change. */
  static int partition(Turn turn, String migration, int attempt) {
    return Math.floorMod(migration.hashCode() + attempt, turn.installation().taskPartitions());
  }

  /** One of the partitions with the fewest batches; which of them, the name decides. */
  static int partition(Turn turn, String migration) {
    int[] load = new int[turn.installation().taskPartitions()];
    for (State state : turn.all()) {
      for (Segment segment : state.progress().segments()) {
        if (segment.delivery() != null) {
          load[Math.floorMod(segment.delivery().partition(), load.length)]++;
        }
      }
    }
    int least = Arrays.stream(load).min().orElse(0);
    int first = Math.floorMod(Objects.hashCode(migration), load.length);
    for (int i = 0; i < load.length; i++) {
      int candidate = (first + i) % load.length;
      if (load[candidate] == least) {
        return candidate;
      }
    }
    return first;
  }
}
