package dev.godwit.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import dev.godwit.migration.Parameter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.ObjectId;

/** One message of each kind that crosses Kafka, by the name of its golden file. */
final class GoldenMessages {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123Z");
  private static final BsonValue OBJECT_ID =
      new BsonObjectId(new ObjectId("65a100000000000000000001"));
  private static final Cursor AFTER = new Cursor(OBJECT_ID);
  private static final Cursor UP_TO = new Cursor(new BsonString("m"));
  private static final Revision REVISION = new Revision(2, "sha256:6b86b273");
  private static final BatchId BATCH = new BatchId("set-plan", 3, 0, 17);
  private static final Counts COUNTS = Counts.of(16_800, 197, 1, 2, 0, 3);
  private static final Offsets LETTERS = Offsets.of(List.of(5L, 6L, 9L));
  private static final Failure FAILURE =
      new Failure("no number in 'price': \"a lot\"", new BsonInt64(17), 16L, AT);
  private static final Failure OF_NO_DOCUMENT =
      new Failure("there is no collection 'teams'", null, null, AT);
  private static final Definition DEFINITION =
      new Definition(
          "set-plan",
          "every team has a plan",
          "teams",
          REVISION,
          new Defaults(500, OnError.SKIP, MaxFailures.count(10)),
          List.of(
              Parameter.string("plan").withDefault("basic"),
              Parameter.integer("seats").withDefault(5L),
              Parameter.string("apiKey").asRequired().asSecret()));

  private GoldenMessages() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.putAll(tasks());
    all.putAll(events());
    all.putAll(states());
    all.putAll(others());
    return all;
  }

  private static Map<String, Object> tasks() {
    Page page = new Page(new Range(AFTER, UP_TO), 500, OnError.SKIP, Map.of("plan", "pro"));
    BatchId prepare = new BatchId("set-plan", 3, 0, BatchId.PREPARE);
    Page first = new Page(Range.ALL, 1000, OnError.FAIL, Map.of());
    return Map.of(
        "task-prepare",
        new Task(Task.Kind.PREPARE, prepare, 1, REVISION, first, null, AT),
        "task-retry",
        new Task(
            Task.Kind.RETRY,
            BATCH,
            1,
            REVISION,
            new Page(Range.ALL, 500, OnError.SKIP, Map.of("plan", "pro"), LETTERS),
            null,
            AT),
        "task-batch",
        new Task(Task.Kind.BATCH, BATCH, 2, REVISION, page, null, AT),
        "task-dry-run",
        new Task(Task.Kind.DRY_RUN, BATCH, 1, REVISION, page, new DryRunRequest("7", "alice"), AT));
  }

  private static Map<String, Object> events() {
    Object dryRun = tasks().get("task-dry-run");
    Event.Origin origin = new Event.Origin(BATCH, 2, "worker-1", AT);
    Event.Span span = new Event.Span(AFTER, new Cursor(BsonNull.VALUE), true);
    Map<String, Object> events = new LinkedHashMap<>();
    events.put(
        "event-declined-dry-run",
        new Event.Declined(origin, "version 2 is not known here, only 1", (Task) dryRun));
    events.put(
        "event-completed-with-letters",
        new Event.Completed(origin, span, COUNTS, null, Event.Timing.NONE)
            .withWritten(Offsets.of(List.of(11L))));
    events.put(
        "event-completed-retry",
        new Event.Completed(
            origin,
            new Event.Span(null, null, false),
            COUNTS,
            null,
            Event.Timing.NONE,
            new Event.Letters(Offsets.of(List.of(11L)), new OffsetRange(5, 9))));
    events.put("event-letters-gone", new Event.LettersGone(origin, 5, 7, 12));
    events.putAll(eventsOf(origin, span));
    return events;
  }

  private static Map<String, Object> eventsOf(Event.Origin origin, Event.Span span) {
    return Map.of(
        "event-announced",
        new Event.Announced(DEFINITION, "worker-1", AT),
        "event-taken",
        new Event.Taken(origin),
        "event-working",
        new Event.Working(origin, 250),
        "event-prepared",
        new Event.Prepared(origin, 171_075L, null),
        "event-prepared-refused",
        new Event.Prepared(origin, null, "there is no collection 'teams'"),
        "event-completed",
        new Event.Completed(origin, span, COUNTS, null, new Event.Timing(2, 5, 7, 11, 25)),
        "event-completed-with-error",
        new Event.Completed(
            origin,
            new Event.Span(null, null, false),
            Counts.ZERO,
            FAILURE,
            new Event.Timing(2, 5, 7, 0, 14)),
        "event-failed",
        new Event.Failed(origin, FailureKind.OUTAGE, "no primary is known"),
        "event-declined",
        new Event.Declined(origin, "version 2 is not known here, only 1", null));
  }

  private static Map<String, Object> states() {
    State.Context pending =
        new State.Context(new Times(null, AT, null, 0), StartedBy.NOBODY, Series.NONE, null);
    State.Context running =
        new State.Context(
            new Times(AT, AT.plusMillis(5321), null, 5321),
            new StartedBy(Actor.claimed("alice"), 42),
            new Series(List.of("b", "c"), true, new SeriesLink("a", 4)),
            "prod");
    Delivery delivery =
        new Delivery(
            Delivery.Phase.TAKEN, 5, 2, AT.plusSeconds(30), new Delivery.Trouble(1, 2, 3, 4, 5));
    Segment segment = new Segment(0, new Range(AFTER, UP_TO), 17, false, 250, delivery);
    RunInfo run = new RunInfo(3, 500, OnError.SKIP, MaxFailures.parse("5%"), params(), true);
    return Map.of(
        "state-pending",
        new State(
            DEFINITION,
            Status.PENDING,
            new RunInfo(0, 1000, OnError.FAIL, null, Map.of(), false),
            State.Progress.NONE,
            pending,
            null),
        "state-proven",
        new State(
            DEFINITION,
            Status.PENDING,
            new RunInfo(0, 1000, OnError.FAIL, null, Map.of(), false),
            State.Progress.NONE,
            new State.Context(
                new Times(null, AT, null, 0),
                new StartedBy(new Actor("alice", true), 42),
                Series.NONE,
                null),
            null),
        "state-failed",
        new State(
            DEFINITION,
            Status.FAILED,
            new RunInfo(1, 1000, OnError.FAIL, null, Map.of(), false),
            new State.Progress(Counts.ZERO, null, List.of(), OF_NO_DOCUMENT, null),
            pending,
            null),
        "state-retrying",
        new State(
            DEFINITION,
            Status.RUNNING,
            run,
            new State.Progress(
                COUNTS,
                171_075L,
                List.of(segment),
                null,
                null,
                new Failures(
                    Offsets.of(List.of(11L)),
                    new Failures.Retry(LETTERS, true, false),
                    new Failures.Forgiven(900, 3))),
            running,
            null),
        "state-running",
        new State(
            DEFINITION,
            Status.RUNNING,
            run,
            new State.Progress(
                COUNTS, 171_075L, List.of(segment), FAILURE, "retry in 4 s: no primary is known"),
            running,
            DEFINITION));
  }

  private static Map<String, Object> others() {
    DryRunReport report =
        new DryRunReport(
            Counts.of(2, 0, 1, 1, 0, 0),
            AFTER,
            false,
            List.of(new DryRunReport.FailedDocument(new BsonInt32(3), "no 'price'")),
            List.of(
                new DryRunReport.Pair(
                    tree("{\"_id\":1,\"isPro\":true}"), tree("{\"_id\":1,\"plan\":\"pro\"}")),
                new DryRunReport.Pair(tree("{\"_id\":2}"), null)));
    return Map.of(
        "reply",
        new Reply(
            "start", "7", "set-plan", true, "resumes after 17, 17000 of about 171075", AT, null),
        "reply-to-the-unreadable",
        new Reply(null, null, null, false, "not JSON", AT, null),
        "reply-dry-run",
        new Reply("start", "7", "set-plan", true, "would change 3 of 4", AT, report),
        "dead-letter",
        new DeadLetter(
            BATCH,
            2,
            new BsonDocument("a", new BsonInt32(1)),
            "no number in 'price'",
            tree("{\"_id\":{\"a\":1},\"price\":\"a lot\"}"),
            AT),
        "dead-letter-without-document",
        new DeadLetter(BATCH, 1, BsonNull.VALUE, "no number in 'price'", null, AT),
        "run-summary",
        summary(Actor.claimed("alice")),
        "run-summary-proven",
        summary(new Actor("alice", true)));
  }

  private static RunSummary summary(Actor actor) {
    return new RunSummary(
        "set-plan",
        3,
        REVISION,
        new RunSummary.Outcome(Status.FAILED, COUNTS, FAILURE),
        new Times(AT, AT, AT.plusMillis(9), 9),
        actor);
  }

  private static Map<String, Object> params() {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("plan", "pro");
    params.put("seats", 5);
    params.put("apiKey", Map.of("secret", "env:KEY"));
    return params;
  }

  private static JsonNode tree(String json) {
    return Json.tree(json);
  }
}
