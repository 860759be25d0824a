package dev.godwit.cli;

import dev.godwit.migration.OnError;
import dev.godwit.migration.Parameter;
import dev.godwit.protocol.Actor;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.SeriesLink;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/** States for tests, of which each test says only what it is about. */
public final class StateBuilder {

  public static final Instant BEGUN = Instant.parse("2026-11-24T10:00:00Z");

  private final String name;
  private final Status status;
  private final List<Parameter> parameters = new ArrayList<>();
  private String description = "every team has a plan";
  private int run;
  private Counts counts = Counts.ZERO;
  private @Nullable Long total;
  private long runningMs;
  private List<String> next = List.of();
  private @Nullable SeriesLink continues;
  private @Nullable Failure error;
  private Failures failures = Failures.NONE;
  private @Nullable String waitingFor;
  private long offset = -1;
  private @Nullable Integer cursor;
  private @Nullable String by = "alice";
  private Map<String, Object> params = Map.of();
  private @Nullable Delivery delivery;

  private StateBuilder(String name, Status status) {
    this.name = name;
    this.status = status;
    this.run = status == Status.PENDING ? 0 : 1;
  }

  public static StateBuilder state(String name, Status status) {
    return new StateBuilder(name, status);
  }

  public StateBuilder run(int number) {
    run = number;
    return this;
  }

  public StateBuilder processed(long documents) {
    return counts(Counts.of(documents, 0, 0, 0, 0, 0));
  }

  public StateBuilder counts(Counts newCounts) {
    counts = newCounts;
    return this;
  }

  public StateBuilder total(@Nullable Long documents) {
    total = documents;
    return this;
  }

  public StateBuilder runningMs(long millis) {
    runningMs = millis;
    return this;
  }

  public StateBuilder next(String... names) {
    next = List.of(names);
    return this;
  }

  public StateBuilder continues(String migration, int ofRun) {
    continues = new SeriesLink(migration, ofRun);
    return this;
  }

  public StateBuilder error(String message, @Nullable Integer documentId, @Nullable Long batch) {
    error =
        new Failure(message, documentId == null ? null : new BsonInt32(documentId), batch, BEGUN);
    return this;
  }

  public StateBuilder waitingFor(@Nullable String why) {
    waitingFor = why;
    return this;
  }

  /** The last command that was applied to it. */
  public StateBuilder offset(long commandOffset) {
    offset = commandOffset;
    return this;
  }

  public StateBuilder after(int id) {
    cursor = id;
    return this;
  }

  public StateBuilder by(@Nullable String who) {
    by = who;
    return this;
  }

  public StateBuilder description(String text) {
    description = text;
    return this;
  }

  public StateBuilder takes(Parameter parameter) {
    parameters.add(parameter);
    return this;
  }

  public StateBuilder retrying(Long... letters) {
    Offsets left = Offsets.of(List.of(letters));
    failures = Failures.NONE.with(new Failures.Retry(left, true, false));
    return this;
  }

  public StateBuilder params(Map<String, Object> values) {
    params = values;
    return this;
  }

  /** How far the asking for its batch is. */
  public StateBuilder delivery(Delivery.Phase phase) {
    delivery = new Delivery(phase, 0, 1, BEGUN, Delivery.Trouble.NONE);
    return this;
  }

  public State build() {
    boolean ended = status != Status.PENDING && status != Status.RUNNING && status != Status.PAUSED;
    Range range = new Range(cursor == null ? null : new Cursor(new BsonInt32(cursor)), null);
    return new State(
        new Definition(
            name, description, "teams", new Revision(1, "sha256:0"), Defaults.STANDARD, parameters),
        status,
        new RunInfo(run, 1000, OnError.FAIL, null, params, false),
        new State.Progress(
            counts,
            total,
            run == 0
                ? List.of()
                : List.of(new Segment(0, range, 17, status == Status.COMPLETED, null, delivery)),
            error,
            waitingFor,
            failures),
        new State.Context(
            new Times(
                run == 0 ? null : BEGUN,
                BEGUN.plusMillis(runningMs),
                ended ? BEGUN.plusMillis(runningMs) : null,
                runningMs),
            new StartedBy(Actor.claimed(run == 0 ? null : by), offset),
            new Series(next, false, continues),
            null),
        null);
  }
}
