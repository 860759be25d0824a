package dev.godwit.local.junit;

import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.StartOptions;
import dev.godwit.protocol.StartOptions.Handling;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;

/** Collects what a run needs, and runs it; used once. */
public final class MigrationRun {

  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

  private final Supplier<Engine> engine;
  private final Databases databases;
  private final Subject subject;
  private final List<Document> ownDocuments = new ArrayList<>();
  private final Map<String, List<Document>> collections = new LinkedHashMap<>();
  private final Map<String, Object> params = new LinkedHashMap<>();
  private Handling handling = Handling.UNCHANGED;
  private Duration timeout = USUAL_TIMEOUT;

  MigrationRun(Supplier<Engine> engine, Databases databases, Subject subject) {
    this.engine = engine;
    this.databases = databases;
    this.subject = subject;
  }

  /** More documents that are in the collection that is migrated. */
  public MigrationRun documents(Document... documents) {
    return documents(List.of(documents));
  }

  /** More documents that are in the collection that is migrated. */
  public MigrationRun documents(Collection<Document> documents) {
    ownDocuments.addAll(documents);
    return this;
  }

  /** More documents that are in another collection, which migrations can read. */
  public MigrationRun collection(String name, Document... documents) {
    return collection(name, List.of(documents));
  }

  /** More documents that are in another collection, which migrations can read. */
  public MigrationRun collection(String name, Collection<Document> documents) {
    collections.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(documents);
    return this;
  }

  /** The value of a parameter that the migration declares. */
  public MigrationRun param(String name, Object value) {
    params.put(name, value);
    return this;
  }

  /** Documents per page, 1 to 100,000; what the migration says unless given. */
  public MigrationRun batchSize(int documents) {
    handling = new Handling(documents, handling.onError(), handling.maxFailures());
    return this;
  }

  /** What happens when a document cannot be migrated; what the migration says unless given. */
  public MigrationRun onError(OnError onError) {
    handling = new Handling(handling.batchSize(), onError, handling.maxFailures());
    return this;
  }

  /** How many documents may fail; what the migration says unless given. */
  public MigrationRun maxFailures(MaxFailures maxFailures) {
    handling = new Handling(handling.batchSize(), handling.onError(), maxFailures);
    return this;
  }

  /** How long the run may take; 60 seconds unless given. */
  public MigrationRun within(Duration atMost) {
    timeout = atMost;
    return this;
  }

  /**
   * Runs it to completion.
   *
   * @throws AssertionError with the reason, when it is refused, fails, completes with failures, or
   *     takes too long
   */
  public MigrationResult run() {
    MigrationResult result = runToItsEnd();
    if (result.state().status() != Status.COMPLETED) {
      throw new AssertionError(Words.notCompleted(result.state()));
    }
    return result;
  }

  /**
   * Runs it until it fails, or completes with failures.
   *
   * @throws AssertionError when it completes, is refused, or takes too long
   */
  public MigrationResult runExpectingFailure() {
    MigrationResult result = runToItsEnd();
    if (result.state().status() == Status.COMPLETED) {
      throw new AssertionError(Words.completed(result.state()));
    }
    return result;
  }

  /**
   * Tries one batch without writing anything.
   *
   * @throws AssertionError with the reason, when it is refused or takes too long
   */
  public DryRunReport dryRun() {
    return engine.get().dryRun(request(true), databases);
  }

  private MigrationResult runToItsEnd() {
    return engine.get().run(request(false), databases);
  }

  private Request request(boolean dryRun) {
    StartOptions options =
        new StartOptions(false, dryRun, false, null, handling, params.isEmpty() ? null : params);
    return new Request(subject, ownDocuments, collections, options, timeout);
  }
}
