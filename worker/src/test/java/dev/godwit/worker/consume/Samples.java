package dev.godwit.worker.consume;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.DryRunRequest;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bson.BsonInt32;

/** Messages for tests. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private Samples() {}

  static Task batch(int run, int segment, long batch) {
    return task(Task.Kind.BATCH, new BatchId("a", run, segment, batch));
  }

  static Task dryRun(int run) {
    return task(Task.Kind.DRY_RUN, new BatchId("a", run, 0, BatchId.PREPARE));
  }

  static Task task(Task.Kind kind, BatchId id) {
    return new Task(
        kind,
        id,
        2,
        new Revision(1, "sha256:0"),
        new Page(Range.ALL, 10, OnError.FAIL, Map.of()),
        kind == Task.Kind.DRY_RUN ? new DryRunRequest("id-1", "alice") : null,
        NOW);
  }

  static Event.Origin origin(Task task) {
    return new Event.Origin(task.batchId(), task.attempt(), "w", NOW);
  }

  static Event.Completed completed(Task task) {
    return new Event.Completed(
        origin(task),
        new Event.Span(null, new Cursor(new BsonInt32(7)), false),
        Counts.of(3, 0, 0, 0, 0, 0),
        null,
        Event.Timing.NONE);
  }

  static Definition definition(String name, int version, String fingerprint) {
    return new Definition(
        name, "", "c", new Revision(version, fingerprint), Defaults.STANDARD, List.of());
  }
}
