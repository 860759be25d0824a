package dev.godwit.local.page;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.BsonInt64;

/** States of very many migrations, a third of them completed, one in twenty running. */
final class ManyStates {

  static final int KNOWN = 1_000;

  private static final long TOTAL = 1_000_000;
  private static final Instant BEGUN = Instant.parse("2026-11-24T12:00:00Z");

  private ManyStates() {}

  /** Those from one to another, after so many pages. */
  static List<State> between(int from, int to, int pages) {
    return IntStream.range(from, to).mapToObj(i -> state(i, pages)).toList();
  }

  /** Only those that run, after so many pages. */
  static List<State> running(int pages) {
    return between(0, KNOWN, pages).stream()
        .filter(state -> state.status() == Status.RUNNING)
        .toList();
  }

  private static State state(int number, int pages) {
    Status status = status(number);
    long done =
        switch (status) {
          case PENDING -> 0;
          case COMPLETED, COMPLETED_WITH_FAILURES -> TOTAL;
          case RUNNING, PAUSED, CANCELED, FAILED -> 1_000L * (pages + number);
        };
    Definition definition =
        new Definition(
            "20261124-%04d-set-default-plan".formatted(number),
            "every team has a plan",
            "teams",
            new Revision(1, "sha256:6b86b273ff34"),
            Defaults.STANDARD,
            List.of());
    Instant now = BEGUN.plus(Duration.ofSeconds(pages + 1L));
    State.Progress progress =
        new State.Progress(
            Counts.of(done - done / 10, done / 10, 0, 0, 0, 0),
            status == Status.PENDING ? null : TOTAL,
            status == Status.PENDING
                ? List.of()
                : List.of(
                    new Segment(
                        0,
                        new Range(new Cursor(new BsonInt64(done)), null),
                        pages,
                        false,
                        null,
                        null)),
            null,
            status == Status.RUNNING && number % 100 == 0 ? "no worker takes it" : null);
    return new State(
        definition,
        status,
        new RunInfo(status == Status.PENDING ? 0 : 1, 1000, OnError.FAIL, null, Map.of(), false),
        progress,
        new State.Context(
            new Times(BEGUN, now, null, 1_000L * pages), StartedBy.NOBODY, Series.NONE, "prod"),
        null);
  }

  private static Status status(int number) {
    if (number % 20 == 0) {
      return Status.RUNNING;
    }
    return switch (number % 9) {
      case 0, 1, 2 -> Status.COMPLETED;
      case 3, 4, 5 -> Status.PENDING;
      case 6 -> Status.PAUSED;
      case 7 -> Status.CANCELED;
      default -> Status.COMPLETED_WITH_FAILURES;
    };
  }
}
