package dev.godwit.coordinator;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Delivery.Phase;
import dev.godwit.protocol.Delivery.Trouble;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** States to be measured, and a clock that stands until it is set. */
final class Samples {

  static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  static final Revision REVISION = new Revision(1, "sha256:1");

  private Samples() {}

  static State pending(String migration) {
    return state(migration, 0, Status.PENDING, State.Progress.NONE, new Times(AT, AT, null, 0));
  }

  static State running(String migration, long processed, @Nullable Long total) {
    return running(migration, processed, total, AT, 0);
  }

  /** In its first batch, which was sent. */
  static State running(
      String migration, long processed, @Nullable Long total, Instant updatedAt, long runningMs) {
    return state(
        migration,
        1,
        Status.RUNNING,
        progress(Counts.of(processed, 0, 0, 0, 0, 0), total, 1, Phase.SENT, Trouble.NONE, null),
        new Times(AT, updatedAt, null, runningMs));
  }

  static State inTrouble(
      String migration, Phase phase, Trouble trouble, @Nullable String waitingFor) {
    return state(
        migration,
        1,
        Status.RUNNING,
        progress(Counts.ZERO, 100L, 1, phase, trouble, waitingFor),
        new Times(AT, AT, null, 0));
  }

  static State with(Status status, Counts counts, Segment segment) {
    return state(
        "a",
        1,
        status,
        new State.Progress(counts, 100L, List.of(segment), null, null),
        new Times(AT, AT, null, 0));
  }

  static State batch(String migration, long batch) {
    return state(
        migration,
        1,
        Status.RUNNING,
        progress(Counts.ZERO, 100L, batch, Phase.SENT, Trouble.NONE, null),
        new Times(AT, AT, null, 0));
  }

  static State ended(String migration, Status status, Counts counts, Instant finishedAt) {
    return state(
        migration,
        1,
        status,
        new State.Progress(counts, 100L, List.of(), null, null),
        new Times(AT, finishedAt, finishedAt, 1000));
  }

  private static State.Progress progress(
      Counts counts,
      @Nullable Long total,
      long batch,
      Phase phase,
      Trouble trouble,
      @Nullable String waitingFor) {
    Delivery delivery = new Delivery(phase, 0, 1, AT, trouble);
    Segment segment = new Segment(0, Range.ALL, batch, false, null, delivery);
    return new State.Progress(counts, total, List.of(segment), null, waitingFor);
  }

  private static State state(
      String migration, int run, Status status, State.Progress progress, Times times) {
    return new State(
        new Definition(migration, "", "teams", REVISION, Defaults.STANDARD, List.of()),
        status,
        new RunInfo(run, 10, OnError.FAIL, null, Map.of(), false),
        progress,
        new State.Context(times, StartedBy.NOBODY, Series.NONE, null),
        null);
  }

  /** Stands until it is moved. */
  static final class SetClock extends Clock {

    private volatile Instant now = AT;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
