package dev.godwit.worker.batch;

import dev.godwit.protocol.Page;
import dev.godwit.protocol.Task;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.Documents;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Tries one page of a migration and tells what it would do; writes nothing. */
final class DryRun {

  private final KnownMigration known;
  private final Tools tools;
  private final PageContext context;
  private final Stopwatch stopwatch;

  DryRun(KnownMigration known, Tools tools, PageContext context, Stopwatch stopwatch) {
    this.known = known;
    this.tools = tools;
    this.context = context;
    this.stopwatch = stopwatch;
  }

  /** What it found; refused with a reason where the migration cannot be tried. */
  DryRunAnswer run(Task task) throws InterruptedException {
    String refusal = refusal();
    if (refusal != null) {
      return DryRunAnswer.refused(refusal);
    }
    Page asked = task.page();
    Documents documents = tools.database().documents(known.spec().source().collection());
    Selection selection = Selection.of(known.spec());
    PageRead page =
        tools.reader(documents, selection).read(IdRange.of(asked.range()), asked.batchSize());
    List<Tried> tried = page.isEmpty() ? List.of() : trial(documents).of(page);
    return DryRunAnswer.of(page, tried);
  }

  private @Nullable String refusal() throws InterruptedException {
    String refusal = new Preparation(known, tools).refusal();
    if (refusal == null
        && known instanceof KnownMigration.Declared declared
        && declared.update().isDocument()) {
      String reason = Operator.refusal(declared.update().asDocument());
      return reason == null
          ? null
          : "a dry run of this update is not possible: %s; start it with oneBatchOnly instead"
              .formatted(reason);
    }
    return refusal;
  }

  private Trial trial(Documents documents) {
    if (known instanceof KnownMigration.InCode code) {
      return new CodeTrial(code, context, stopwatch, tools.limits());
    } else if (known instanceof KnownMigration.Declared declared) {
      BsonValue update = DeclaredUpdate.of(declared);
      return update instanceof BsonArray stages
          ? new PipelineTrial(documents, stages, tools.attempts())
          : new OperatorTrial(update.asDocument());
    }
    throw new AssertionError(known);
  }
}
