package dev.godwit.coordinator.topology;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import dev.godwit.protocol.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages that are as they should be. */
final class Samples {

  static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  static final Revision REVISION = new Revision(1, "sha256:1");

  private Samples() {}

  static State state(String migration, int run, long processed) {
    return state(migration, run, processed, "every team has a plan");
  }

  static State state(String migration, int run, long processed, String description) {
    return new State(
        new Definition(migration, description, "teams", REVISION, Defaults.STANDARD, List.of()),
        run == 0 ? Status.PENDING : Status.RUNNING,
        new RunInfo(run, 1000, OnError.FAIL, null, Map.of(), false),
        new State.Progress(Counts.of(processed, 0, 0, 0, 0, 0), 1_000L, List.of(), null, null),
        new State.Context(new Times(null, AT, null, 0), StartedBy.NOBODY, Series.NONE, null),
        null);
  }

  static State failed(String migration, int run, String message) {
    State running = state(migration, run, 0);
    State.Progress before = running.progress();
    return new State(
        running.definition(),
        Status.FAILED,
        running.runInfo(),
        new State.Progress(
            before.counts(),
            before.estimatedTotal(),
            before.segments(),
            new Failure(message, null, 1L, AT),
            null),
        running.context(),
        null);
  }

  static Task task(String migration, int segment, long batch) {
    return new Task(
        Task.Kind.BATCH,
        new BatchId(migration, 1, segment, batch),
        1,
        REVISION,
        new Page(Range.ALL, 1000, OnError.FAIL, Map.of()),
        null,
        AT);
  }

  static Reply reply(String migration, String message) {
    return new Reply("start", "1", migration, true, message, AT, null);
  }

  static Event working(String migration, long documents) {
    return new Event.Working(
        new Event.Origin(new BatchId(migration, 1, 0, 1), 1, "worker-1", AT), documents);
  }
}
