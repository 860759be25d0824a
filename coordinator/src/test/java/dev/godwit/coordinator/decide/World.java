package dev.godwit.coordinator.decide;

import dev.godwit.migration.Parameter;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.CommandReader;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.OffsetRange;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/** A coordinator without Kafka: its states, a clock to turn by hand, and what it sent. */
final class World implements States {

  static final int PARTITIONS = 4;

  final TreeMap<String, State> states = new TreeMap<>();
  final TreeMap<Long, Effect.PutOff> putOff = new TreeMap<>();
  final List<Effect.SendTask> sent = new ArrayList<>();
  final List<Reply> replies = new ArrayList<>();
  final List<RunSummary> history = new ArrayList<>();
  List<State> lastStored = List.of();
  Instant now = Instant.parse("2026-11-24T12:00:00Z");
  long offset;

  private final Decider decider = new Decider(new Installation(PARTITIONS, "test"));

  // given

  World knows(String... names) {
    for (String name : names) {
      announced(name, 1);
    }
    return this;
  }

  World announced(String name, int version, Parameter... parameters) {
    Definition definition =
        new Definition(
            name,
            "about " + name,
            "things",
            new Revision(version, "sha256:" + version),
            Defaults.STANDARD,
            List.of(parameters));
    told(new Event.Announced(definition, "w1", now));
    return this;
  }

  /** Brings a migration into a status by commands and events alone. */
  World in(String name, Status status) {
    knows(name);
    switch (status) {
      case PENDING -> {}
      case RUNNING -> underWay(name);
      case PAUSED -> {
        underWay(name);
        command("pause", name);
      }
      case CANCELED -> {
        underWay(name);
        command("cancel", name);
      }
      case FAILED -> {
        underWay(name);
        stopped(name, 20, 20);
      }
      case COMPLETED -> {
        underWay(name);
        landed(name, 20, 10, true);
      }
      case COMPLETED_WITH_FAILURES -> {
        underWay(name);
        landed(name, 20, Counts.of(9, 0, 0, 1, 0, 0), true, null);
      }
    }
    return this;
  }

  /** One batch of ten documents has landed, the next one is outstanding. */
  World underWay(String name) {
    command("start", name);
    prepared(name);
    landed(name, 10, 10, false);
    return this;
  }

  /** The same, after two of the first ten documents failed and were skipped, if any was run. */
  World withFailures(String name, Status status) {
    knows(name);
    if (status == Status.PENDING || status == Status.COMPLETED) {
      return in(name, status);
    }
    send("{'command':'start','migration':'%s','onError':'skip'}".formatted(name));
    prepared(name);
    skipped(name, 10, skipping(8, 2), false, 5L, 6L);
    switch (status) {
      case PAUSED -> command("pause", name);
      case CANCELED -> command("cancel", name);
      case FAILED -> stopped(name, 20, 20);
      case COMPLETED_WITH_FAILURES -> landed(name, 20, 10, true);
      case PENDING, RUNNING, COMPLETED -> {}
    }
    return this;
  }

  static Counts skipping(int updated, int failed) {
    return Counts.of(updated, 0, 0, failed, 0, 0);
  }

  // when

  /** A page whose failed documents have dead letters at these offsets. */
  void skipped(String name, int cursor, Counts counts, boolean done, Long... letters) {
    Event.Completed event =
        (Event.Completed) completed(origin(name), span(name, cursor, done), counts, null);
    told(event.withWritten(Offsets.of(List.of(letters))));
  }

  /** Letters were tried again, and those that failed have new ones. */
  void retried(String name, long first, long last, Counts counts, Long... letters) {
    told(retry(origin(name), first, last, counts, letters));
  }

  static Event.Completed retry(
      Event.Origin origin, long first, long last, Counts counts, Long... letters) {
    return new Event.Completed(
        origin,
        new Event.Span(null, null, false),
        counts,
        null,
        Event.Timing.NONE,
        new Event.Letters(Offsets.of(List.of(letters)), new OffsetRange(first, last)));
  }

  Reply send(String json) {
    int before = replies.size();
    decide(new Input.Commanded(CommandReader.read(json.replace('\'', '"')), offset++));
    return replies.size() == before
        ? new Reply(null, null, null, true, "no reply", now, null)
        : replies.get(replies.size() - 1);
  }

  Reply command(String verb, String name) {
    return send("{'command':'%s','migration':'%s'}".formatted(verb, name));
  }

  void told(Event event) {
    decide(new Input.Told(event));
  }

  void taken(String name) {
    told(new Event.Taken(origin(name)));
  }

  void prepared(String name) {
    told(new Event.Prepared(origin(name), 100L, null));
  }

  void landed(String name, int cursor, int updated, boolean done) {
    landed(name, cursor, Counts.of(updated, 0, 0, 0, 0, 0), done, null);
  }

  /** The page stopped before a document. */
  void stopped(String name, int cursor, int documentId) {
    Failure failure = new Failure("boom", new BsonInt32(documentId), segment(name).batch(), now);
    landed(name, cursor, Counts.of(4, 0, 0, 0, 0, 0), false, failure);
  }

  void landed(String name, int cursor, Counts counts, boolean done, @Nullable Failure error) {
    told(completed(origin(name), span(name, cursor, done), counts, error));
  }

  /** From where the migration stands up to that cursor. */
  Event.Span span(String name, int cursor, boolean done) {
    return new Event.Span(segment(name).range().cursor(), new Cursor(new BsonInt32(cursor)), done);
  }

  static Event completed(
      Event.Origin origin, Event.Span span, Counts counts, @Nullable Failure error) {
    return new Event.Completed(origin, span, counts, error, Event.Timing.NONE);
  }

  void failed(String name, FailureKind kind) {
    told(new Event.Failed(origin(name), kind, "no luck"));
  }

  void passes(Duration duration) {
    now = now.plus(duration);
    decide(new Input.Tick());
  }

  void takesOver() {
    decide(new Input.TakenOver());
  }

  void decide(Input input) {
    Decision decision = decider.decide(this, input, now);
    lastStored = decision.states();
    decision.states().forEach(state -> states.put(state.migration(), state));
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.SendTask task) {
        sent.add(task);
      } else if (effect instanceof Effect.SendReply reply) {
        replies.add(reply.reply());
      } else if (effect instanceof Effect.KeepSummary summary) {
        history.add(summary.summary());
      } else if (effect instanceof Effect.PutOff command) {
        putOff.putIfAbsent(command.offset(), command);
      } else if (effect instanceof Effect.AnswerPutOff answer) {
        putOff.remove(answer.offset());
        replies.add(answer.reply());
      }
    }
  }

  // then

  State state(String name) {
    return find(name).orElseThrow();
  }

  Status status(String name) {
    return state(name).status();
  }

  Segment segment(String name) {
    return state(name).progress().segments().get(0);
  }

  String cursor(String name) {
    return String.valueOf(segment(name).range().cursor());
  }

  long processed(String name) {
    return state(name).progress().counts().processed();
  }

  Event.Origin origin(String name) {
    Segment segment = segment(name);
    int attempt = segment.delivery() == null ? 1 : segment.delivery().attempt();
    return new Event.Origin(
        new BatchId(name, state(name).run(), 0, segment.batch()), attempt, "w1", now);
  }

  Task lastTask() {
    return sent.get(sent.size() - 1).task();
  }

  @Override
  public Optional<State> find(String migration) {
    return Optional.ofNullable(states.get(migration));
  }

  @Override
  public Collection<State> all() {
    return List.copyOf(states.values());
  }

  @Override
  public Collection<Effect.PutOff> waiting() {
    return List.copyOf(putOff.values());
  }
}
