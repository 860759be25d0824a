package dev.godwit.worker.batch;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.ExtendedJson;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.PageOutcome.FailedDocument;
import dev.godwit.worker.catalog.Catalog;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.Database;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Transactions;
import dev.godwit.worker.mongo.Trouble;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the tasks that are about documents: looks at collections, migrates pages, tries them. */
public final class BatchWork implements TaskWork {

  private static final Logger log = LoggerFactory.getLogger(BatchWork.class);

  private final Catalog catalog;
  private final Tools tools;
  private final ParameterSecrets secrets;
  private final String worker;
  private final DeadLetterPolicy deadLetters;
  private final LetterSource letters;

  /**
   * Everything given.
   *
   * @param catalog the migrations that can be run
   * @param database where their documents are
   * @param secrets what parameters may refer to
   * @param worker this worker's name, for events
   * @param deadLetters what is told of documents that fail
   * @param pace time and chance
   */
  public BatchWork(
      Catalog catalog,
      Database database,
      ParameterSecrets secrets,
      String worker,
      DeadLetterPolicy deadLetters,
      Pace pace) {
    this(
        catalog,
        new Tools(database, pace, PageLimits.STANDARD, new Refusals(), Optional.empty()),
        secrets,
        worker,
        deadLetters,
        LetterSource.NONE);
  }

  private BatchWork(
      Catalog catalog,
      Tools tools,
      ParameterSecrets secrets,
      String worker,
      DeadLetterPolicy deadLetters,
      LetterSource letters) {
    this.catalog = catalog;
    this.tools = tools;
    this.secrets = secrets;
    this.worker = worker;
    this.deadLetters = deadLetters;
    this.letters = letters;
  }

  /** The same work, which finds the documents that are to be tried again there. */
  public BatchWork withLetters(LetterSource source) {
    return new BatchWork(catalog, tools, secrets, worker, deadLetters, source);
  }

  private Clock clock() {
    return tools.clock();
  }

  @Override
  public WorkResult perform(Task task, Signs signs) throws InterruptedException {
    Stopwatch stopwatch = new Stopwatch(clock(), task.sentAt());
    Optional<KnownMigration> known = catalog.find(task.batchId().migration());
    int version = task.revision().version();
    if (known.isEmpty() || known.get().definition().revision().version() != version) {
      return declined(task, known);
    }
    signs.documentsDone(0);
    try {
      return switch (task.kind()) {
        case PREPARE -> WorkResult.of(new Preparation(known.get(), tools).run(origin(task)));
        case BATCH ->
            once(task, known.get(), work -> work.batch(task, known.get(), stopwatch, signs));
        case RETRY -> {
          // Kafka may take its time, which is not a transaction's; and what was done before is
          // told even when the letters are gone by now.
          LetterSource.Found found = letters.read(asked(task));
          yield once(
              task, known.get(), work -> work.retry(task, known.get(), found, stopwatch, signs));
        }
        case DRY_RUN -> dryRun(task, known.get(), stopwatch);
      };
    } catch (DatabaseException e) {
      if (e.trouble() == Trouble.INTERRUPTED) {
        throw Attempts.stopped();
      }
      return failed(task, BatchFailedException.of(e));
    } catch (BatchFailedException e) {
      return failed(task, e);
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("migration", task.batchId().migration())
          .addKeyValue("segment", task.batchId().segment())
          .addKeyValue("batch", task.batchId().batch())
          .setCause(e)
          .log("a batch failed in a way that the worker does not know");
      return failed(task, new BatchFailedException(FailureKind.PAGE, Reasons.of(e)));
    }
  }

  /** The work on documents, whatever its tools. */
  @FunctionalInterface
  private interface Pages {
    WorkResult by(BatchWork work) throws InterruptedException;
  }

  private WorkResult once(Task task, KnownMigration known, Pages pages)
      throws InterruptedException {
    Optional<Transactions> transactions = Together.of(known, tools);
    return transactions.isEmpty()
        ? pages.by(with(tools.with(tools.database(), new Refusals())))
        : new InTransaction(tools, transactions.get(), () -> found(task, known))
            .run(task, origin(task), inside -> secrets.hidden(pages.by(with(inside))));
  }

  /** Which documents are of a page; with no filter there is nothing to look for. */
  private Optional<PageRead> found(Task task, KnownMigration known) throws InterruptedException {
    Selection selection = Selection.of(known.spec());
    if (task.kind() != Task.Kind.BATCH || selection.isEverything()) {
      return Optional.empty();
    }
    Documents documents = tools.database().documents(known.spec().source().collection());
    return Optional.of(
        tools
            .reader(documents, selection)
            .readIds(IdRange.of(task.page().range()), task.page().batchSize()));
  }

  private BatchWork with(Tools other) {
    return new BatchWork(catalog, other, secrets, worker, deadLetters, letters);
  }

  private WorkResult declined(Task task, Optional<KnownMigration> known) {
    String reason =
        known
            .map(
                other ->
                    "worker %s knows version %d, not %d"
                        .formatted(
                            worker,
                            other.definition().revision().version(),
                            task.revision().version()))
            .orElse(
                "worker %s does not know migration '%s'"
                    .formatted(worker, task.batchId().migration()));
    boolean dryRun = task.kind() == Task.Kind.DRY_RUN;
    return WorkResult.of(new Event.Declined(origin(task), reason, dryRun ? task : null));
  }

  private WorkResult batch(Task task, KnownMigration known, Stopwatch stopwatch, Signs signs)
      throws InterruptedException {
    PageOutcome outcome;
    if (known instanceof KnownMigration.InCode code) {
      PageContext context = tools.context(code.spec(), parameters(task, known), false);
      outcome = new CodeBatch(code, tools, context, stopwatch, signs).run(task.page());
    } else if (known instanceof KnownMigration.Declared declared) {
      outcome = new DeclaredBatch(declared, tools, stopwatch, signs).run(task.page());
    } else {
      throw new AssertionError(known);
    }
    Event completed =
        new Event.Completed(
            origin(task),
            new Event.Span(
                task.page().range().cursor(),
                outcome.cursor() == null ? null : new Cursor(outcome.cursor()),
                outcome.done()),
            outcome.counts(),
            failure(task.batchId(), outcome.stoppedAt()),
            stopwatch.timing());
    return new WorkResult(deadLetters(task, known, outcome.skipped()), completed, null);
  }

  private static Offsets asked(Task retry) {
    return Objects.requireNonNull(retry.page().letters());
  }

  private WorkResult retry(
      Task task, KnownMigration known, LetterSource.Found found, Stopwatch stopwatch, Signs signs)
      throws InterruptedException {
    Offsets asked = asked(task);
    if (!found.hasAll(asked)) {
      return WorkResult.of(
          new Event.LettersGone(origin(task), asked.first(), found.keptFrom(), found.keptTo()));
    }
    RetryWork.Tried tried;
    if (known instanceof KnownMigration.InCode code) {
      PageContext context = tools.context(code.spec(), parameters(task, known), false);
      CodeBatch batch = new CodeBatch(code, tools, context, stopwatch, signs);
      tried = retryWork(known, true).run(task.batchId(), asked, found.letters(), batch::retry);
    } else if (known instanceof KnownMigration.Declared declared) {
      DeclaredBatch batch = new DeclaredBatch(declared, tools, stopwatch, signs);
      tried = retryWork(known, false).run(task.batchId(), asked, found.letters(), batch::retry);
    } else {
      throw new AssertionError(known);
    }
    Event completed =
        new Event.Completed(
            origin(task),
            new Event.Span(task.page().range().cursor(), task.page().range().cursor(), false),
            tried.counts(),
            null,
            stopwatch.timing(),
            new Event.Letters(Offsets.NONE, tried.tried()));
    return new WorkResult(deadLetters(task, known, tried.skipped()), completed, null);
  }

  private RetryWork retryWork(KnownMigration known, boolean wholeDocuments) {
    Documents documents = tools.database().documents(known.spec().source().collection());
    return new RetryWork(
        documents, Selection.of(known.spec()), tools.limits(), tools.attempts(), wholeDocuments);
  }

  private List<DeadLetter> deadLetters(
      Task task, KnownMigration known, List<FailedDocument> skipped) throws InterruptedException {
    Documents documents = tools.database().documents(known.spec().source().collection());
    return new DeadLetters(deadLetters, documents, tools.attempts())
        .of(task, skipped, clock().instant());
  }

  private @Nullable Failure failure(BatchId batchId, @Nullable FailedDocument failed) {
    return failed == null
        ? null
        : new Failure(
            "document %s: %s"
                .formatted(Reasons.cut(ExtendedJson.write(failed.id())), failed.reason()),
            failed.id(),
            batchId.batch(),
            clock().instant());
  }

  private WorkResult dryRun(Task task, KnownMigration known, Stopwatch stopwatch)
      throws InterruptedException {
    PageContext context = tools.context(known.spec(), parameters(task, known), true);
    DryRunAnswer answer = new DryRun(known, tools, context, stopwatch).run(task);
    return WorkResult.of(reply(task, answer));
  }

  private Parameters parameters(Task task, KnownMigration known) {
    try {
      return Parameters.of(known.spec(), task.page().params(), secrets);
    } catch (IllegalArgumentException e) {
      throw new BatchFailedException(FailureKind.PERMANENT, String.valueOf(e.getMessage()));
    }
  }

  private WorkResult failed(Task task, BatchFailedException e) {
    return task.kind() == Task.Kind.DRY_RUN
        ? WorkResult.of(
            reply(task, DryRunAnswer.refused("the dry run did not work: " + e.reason())))
        : WorkResult.of(new Event.Failed(origin(task), e.kind(), e.reason()));
  }

  private Reply reply(Task task, DryRunAnswer answer) {
    return new Reply(
        "start",
        task.dryRun() == null ? null : task.dryRun().commandId(),
        task.batchId().migration(),
        answer.report() != null,
        answer.message(),
        clock().instant(),
        answer.report());
  }

  private Event.Origin origin(Task task) {
    return new Event.Origin(task.batchId(), task.attempt(), worker, clock().instant());
  }
}
