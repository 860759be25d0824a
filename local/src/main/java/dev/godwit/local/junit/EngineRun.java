package dev.godwit.local.junit;

import com.mongodb.client.MongoDatabase;
import dev.godwit.cli.installation.Answered;
import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.InstallationException;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.bson.Document;

/** One run, from its first to its last message. */
final class EngineRun {

  private static final Duration POLL = Duration.ofMillis(50);

  private final Request request;
  private final Definition definition;
  private final MongoDatabase database;
  private final Installation installation;
  private final StateFeed feed;
  private final long deadline;

  /**
   * @param definition what the worker announces
   * @param feed the states as they become known
   */
  EngineRun(
      Request request,
      Definition definition,
      MongoDatabase database,
      Installation installation,
      StateFeed feed) {
    this.request = request;
    this.definition = definition;
    this.database = database;
    this.installation = installation;
    this.feed = feed;
    this.deadline = System.nanoTime() + request.timeout().toNanos();
  }

  /** Runs it until it is at rest. */
  MigrationResult untilItsEnd() {
    Answered started = start();
    State end =
        await(
            "not at its end",
            state ->
                state.context().starter().commandOffset() >= started.offset()
                    && state.status() != Status.RUNNING);
    return new MigrationResult(end, database);
  }

  /** Tries one batch of it. */
  DryRunReport dry() {
    DryRunReport report = start().reply().dryRun();
    if (report == null) {
      throw new AssertionError("the answer to the dry run says nothing");
    }
    return report;
  }

  private Answered start() {
    State known =
        await(
            "not announced",
            state -> definition.equals(state.definition()) || definition.equals(state.announced()));
    if (known.status() != Status.PENDING) {
      // As if it had never run.
      ask(Command.of(Verb.CLEAR, definition.migration()));
    }
    insert(definition.collection(), request.documents());
    request.collections().forEach(this::insert);
    return ask(Command.start(List.of(definition.migration()), request.options()));
  }

  private void insert(String collection, List<Document> documents) {
    if (!documents.isEmpty()) {
      database.getCollection(collection).insertMany(documents);
    } else if (collection.equals(definition.collection())) {
      database.createCollection(collection);
    }
  }

  private Answered ask(Command command) {
    Answered answered = installation.ask(command.by("junit"), request.timeout());
    if (!answered.reply().accepted()) {
      throw new AssertionError(
          "'%s' is refused: %s".formatted(definition.migration(), answered.reply().message()));
    }
    return answered;
  }

  /** Else the next run of the same migration would find it running. */
  private void cancel() {
    try {
      installation.ask(Command.of(Verb.CANCEL, definition.migration()), request.timeout());
    } catch (InstallationException e) {
      // The timeout is told already, and says more.
    }
  }

  private State await(String otherwise, Predicate<State> wanted) {
    while (true) {
      State state = feed.states().get(definition.migration());
      if (state != null && wanted.test(state)) {
        return state;
      }
      if (System.nanoTime() - deadline > 0) {
        cancel();
        throw new AssertionError(
            Words.late(definition.migration(), otherwise, request.timeout(), state));
      }
      feed.poll(POLL);
    }
  }
}
