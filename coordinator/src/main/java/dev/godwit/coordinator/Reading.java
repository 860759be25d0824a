package dev.godwit.coordinator;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Status;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is read off a migration for one of its gauges.
 *
 * @param metric which
 * @param label the value of its second label; null where it has none
 * @param value null when there is nothing to show
 */
record Reading(CoordinatorMetric metric, Function<Standing, @Nullable String> label, Value value) {

  /** Reads a value. */
  @FunctionalInterface
  interface Value {
    @Nullable Double of(Standing standing, Instant now);
  }

  /** All of them. */
  static final List<Reading> ALL =
      List.of(
          new Reading(
              CoordinatorMetric.STATUS,
              standing -> standing.state().status().wireName(),
              (standing, now) -> 1.0),
          outcome("updated", Counts::updated),
          outcome("unchanged", Counts::unchanged),
          outcome("deleted", Counts::deleted),
          outcome("failed", Counts::failed),
          outcome("vanished", Counts::vanished),
          ofRun(
              CoordinatorMetric.PROCESSED,
              (standing, now) -> (double) standing.state().progress().counts().processed()),
          ofRun(CoordinatorMetric.ESTIMATED_TOTAL, (standing, now) -> estimated(standing)),
          ofRun(CoordinatorMetric.PROGRESS, (standing, now) -> standing.progress()),
          ofRun(CoordinatorMetric.REMAINING, Standing::remainingSeconds),
          ofRun(CoordinatorMetric.OUTSTANDING, (standing, now) -> (double) standing.asked().size()),
          ofRun(CoordinatorMetric.OLDEST, Standing::oldestSeconds),
          ofRun(CoordinatorMetric.IDLE, Standing::idleSeconds),
          new Reading(
              CoordinatorMetric.WAITING,
              standing -> standing.waiting() == null ? null : standing.waiting().reason().label(),
              Standing::waitingSeconds));

  private static Reading outcome(String outcome, ToLongFunction<Counts> count) {
    return new Reading(
        CoordinatorMetric.DOCUMENTS,
        standing -> outcome,
        (standing, now) ->
            hasRun(standing)
                ? (Double) (double) count.applyAsLong(standing.state().progress().counts())
                : null);
  }

  private static Reading ofRun(CoordinatorMetric metric, Value value) {
    return new Reading(
        metric,
        standing -> null,
        (standing, now) -> hasRun(standing) ? value.of(standing, now) : null);
  }

  /** One that never ran, or was cleared, has nothing to show. */
  private static boolean hasRun(Standing standing) {
    return standing.state().run() > 0 && standing.state().status() != Status.PENDING;
  }

  private static @Nullable Double estimated(Standing standing) {
    Long total = standing.state().progress().estimatedTotal();
    return total == null ? null : (Double) (double) total;
  }
}
