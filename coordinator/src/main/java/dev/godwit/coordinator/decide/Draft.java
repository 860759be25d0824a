package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A state in the making, alive only within one decision. */
final class Draft {

  Definition definition;
  @Nullable Definition announced;
  Status status;
  RunInfo runInfo;
  Counts counts;
  @Nullable Long estimatedTotal;
  List<Segment> segments;
  @Nullable Failure error;
  @Nullable String waitingFor;
  Failures failures;
  Times times;
  StartedBy starter;
  Series series;

  private final @Nullable String environment;

  Draft(State state) {
    definition = state.definition();
    announced = state.announced();
    status = state.status();
    runInfo = state.runInfo();
    counts = state.progress().counts();
    estimatedTotal = state.progress().estimatedTotal();
    segments = state.progress().segments();
    error = state.progress().error();
    waitingFor = state.progress().waitingFor();
    failures = state.progress().failures();
    times = state.context().times();
    starter = state.context().starter();
    series = state.context().series();
    environment = state.context().environment();
  }

  /** A migration that was never heard of before. */
  static State pending(Definition definition, @Nullable String environment, Instant now) {
    return new State(
        definition,
        Status.PENDING,
        runInfo(0, definition),
        State.Progress.NONE,
        new State.Context(
            new Times(null, now, null, 0), StartedBy.NOBODY, Series.NONE, environment),
        null);
  }

  private static RunInfo runInfo(int run, Definition definition) {
    return new RunInfo(
        run,
        definition.defaults().batchSize(),
        definition.defaults().onError(),
        definition.defaults().maxFailures(),
        Map.of(),
        false);
  }

  String migration() {
    return definition.migration();
  }

  /** The newest edition that a worker has announced. */
  Definition newest() {
    return announced == null ? definition : announced;
  }

  /** What the next run, or its continuation, will be of. */
  void adoptNewest() {
    definition = newest();
    announced = null;
  }

  /** Forgets the run; only its number goes on counting. */
  void forgetRun() {
    adoptNewest();
    runInfo = runInfo(runInfo.run(), definition);
    counts = Counts.ZERO;
    estimatedTotal = null;
    segments = List.of();
    error = null;
    waitingFor = null;
    failures = Failures.NONE;
    times = new Times(null, times.updatedAt(), null, 0);
    // Kept, because the end of the predecessor may be read again, and must not start it twice.
    series = new Series(List.of(), false, series.continues());
  }

  /** Remembers the last command that was applied, which must not be carried out twice. */
  void applied(long commandOffset) {
    starter = new StartedBy(starter.actor(), Math.max(commandOffset, starter.commandOffset()));
  }

  boolean allSegmentsDone() {
    return !segments.isEmpty() && segments.stream().allMatch(Segment::done);
  }

  void updateSegment(int id, UnaryOperator<Segment> change) {
    segments =
        segments.stream()
            .map(segment -> segment.id() == id ? change.apply(segment) : segment)
            .toList();
  }

  void updateDelivery(int segment, @Nullable Delivery delivery) {
    updateSegment(segment, old -> Segments.withDelivery(old, delivery));
  }

  State build() {
    return new State(
        definition,
        status,
        runInfo,
        new State.Progress(counts, estimatedTotal, segments, error, waitingFor, failures),
        new State.Context(times, starter, series, environment),
        announced);
  }
}
