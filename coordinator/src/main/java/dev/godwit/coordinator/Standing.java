package dev.godwit.coordinator;

import dev.godwit.coordinator.pace.RecentRate;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration stands, and since when, as far as its states were seen.
 *
 * @param state the newest
 * @param rate how fast it was of late
 * @param movedAt when a batch landed last, or when it began to run or was first seen
 * @param waiting what it waits for; null for nothing
 * @param asked what is outstanding, by segment
 */
record Standing(
    State state,
    RecentRate rate,
    Instant movedAt,
    @Nullable Waiting waiting,
    Map<Integer, Asked> asked) {

  private static final double ALMOST = 0.99;

  /** Why nothing moves, and since when. */
  record Waiting(WaitReason reason, Instant since) {}

  /** Which batch is outstanding, and when it was asked for first. */
  record Asked(long batch, Instant since) {}

  /** All of a state that only a landing batch changes. */
  private record Position(
      int run,
      boolean running,
      Counts counts,
      List<Range> ranges,
      List<Boolean> begunAndDone,
      Failures.@Nullable Retry retry) {

    static Position of(State state) {
      List<Segment> segments = state.progress().segments();
      return new Position(
          state.run(),
          state.status() == Status.RUNNING,
          state.progress().counts(),
          segments.stream().map(Segment::range).toList(),
          segments.stream().map(s -> s.batch() == BatchId.PREPARE || s.done()).toList(),
          state.progress().failures().retry());
    }
  }

  /** The first state that is seen. */
  static Standing of(State state, Instant now) {
    return new Standing(
        state, RecentRate.of(state), now, waiting(state, null, now), asked(state, Map.of(), now));
  }

  /** After the next state. */
  Standing then(State next, Instant now) {
    boolean moved = !Position.of(next).equals(Position.of(state));
    Map<Integer, Asked> before = next.run() == state.run() ? asked : Map.of();
    return new Standing(
        next,
        rate.plus(next),
        moved ? now : movedAt,
        waiting(next, waiting, now),
        asked(next, before, now));
  }

  boolean isRunning() {
    return state.status() == Status.RUNNING;
  }

  /** Null when nobody knows how much there is. */
  @Nullable Double progress() {
    Long total = state.progress().estimatedTotal();
    long processed = state.progress().counts().processed();
    if (state.status().isFinished()) {
      return 1.0;
    } else if (total == null || (total == 0 && processed == 0)) {
      return null;
    }
    return total <= processed ? ALMOST : Math.min(ALMOST, (double) processed / total);
  }

  @Nullable Double remainingSeconds(Instant now) {
    return rate.remainingSeconds(state, now);
  }

  @Nullable Double oldestSeconds(Instant now) {
    return asked.values().stream()
        .map(batch -> seconds(batch.since(), now))
        .max(Double::compare)
        .orElse(null);
  }

  @Nullable Double idleSeconds(Instant now) {
    return isRunning() ? seconds(movedAt, now) : null;
  }

  @Nullable Double waitingSeconds(Instant now) {
    return waiting == null ? null : seconds(waiting.since(), now);
  }

  static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis()) / 1000.0;
  }

  private static @Nullable Waiting waiting(State state, @Nullable Waiting before, Instant now) {
    WaitReason reason = WaitReason.of(state);
    if (reason == null) {
      return null;
    }
    return before != null && before.reason() == reason ? before : new Waiting(reason, now);
  }

  private static Map<Integer, Asked> asked(State state, Map<Integer, Asked> before, Instant now) {
    Map<Integer, Asked> asked = new HashMap<>();
    for (Segment segment : state.progress().segments()) {
      if (isAsked(segment.delivery(), state.status())) {
        Asked old = before.get(segment.id());
        asked.put(
            segment.id(),
            old != null && old.batch() == segment.batch() ? old : new Asked(segment.batch(), now));
      }
    }
    return Map.copyOf(asked);
  }

  /** What is to be asked for only when somebody resumes the run is not outstanding. */
  private static boolean isAsked(@Nullable Delivery delivery, Status status) {
    return delivery != null
        && (status == Status.RUNNING || delivery.phase() != Delivery.Phase.WAITING);
  }
}
