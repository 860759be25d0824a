package dev.godwit.worker.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.DryRunReport.FailedDocument;
import dev.godwit.protocol.DryRunReport.Pair;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets, and the values of fields that are not to be shown, out of everything that is told
 * of a task; ids and cursors stay as they are.
 */
public final class HidingWork {

  private final KnownSecrets secrets;
  private final Redaction redaction;

  HidingWork(KnownSecrets secrets, Redaction redaction) {
    this.secrets = secrets;
    this.redaction = redaction;
  }

  /** The same work, whose results hold none of the secrets that were resolved for it. */
  public static TaskWork wrap(TaskWork work, KnownSecrets secrets, Redaction redaction) {
    HidingWork hiding = new HidingWork(secrets, redaction);
    return (task, signs) -> {
      WorkResult result = work.perform(task, signs);
      // An event that another process left in the database may hold what was not resolved here.
      secrets.learn(task.page().params());
      return hiding.hidden(result);
    };
  }

  WorkResult hidden(WorkResult result) {
    if (secrets.isEmpty() && redaction.isEmpty()) {
      return result;
    }
    Event event = result.event();
    Reply reply = result.reply();
    return new WorkResult(
        result.deadLetters().stream().map(this::hidden).toList(),
        event == null ? null : hidden(event),
        reply == null ? null : hidden(reply));
  }

  private DeadLetter hidden(DeadLetter letter) {
    return new DeadLetter(
        letter.batchId(),
        letter.attempt(),
        letter.documentId(),
        secrets.hide(letter.error()),
        hidden(letter.document()),
        letter.at());
  }

  private Event hidden(Event event) {
    if (event instanceof Event.Failed failed) {
      return new Event.Failed(failed.origin(), failed.kind(), secrets.hide(failed.message()));
    }
    if (event instanceof Event.Completed completed && completed.error() != null) {
      return new Event.Completed(
          completed.origin(),
          completed.span(),
          completed.counts(),
          hidden(completed.error()),
          completed.timing(),
          completed.letters());
    }
    return event;
  }

  private Failure hidden(Failure failure) {
    return new Failure(
        secrets.hide(failure.message()), failure.documentId(), failure.batch(), failure.at());
  }

  private Reply hidden(Reply reply) {
    return new Reply(
        reply.command(),
        reply.id(),
        reply.migration(),
        reply.accepted(),
        secrets.hide(reply.message()),
        reply.at(),
        hidden(reply.dryRun()));
  }

  private @Nullable DryRunReport hidden(@Nullable DryRunReport report) {
    return report == null
        ? null
        : new DryRunReport(
            report.counts(),
            report.cursor(),
            report.done(),
            report.failures().stream()
                .map(each -> new FailedDocument(each.documentId(), secrets.hide(each.message())))
                .toList(),
            report.changes().stream().map(this::hidden).toList());
  }

  private Pair hidden(Pair pair) {
    JsonNode before = hidden(pair.before());
    return new Pair(before == null ? pair.before() : before, hidden(pair.after()));
  }

  private @Nullable JsonNode hidden(@Nullable JsonNode document) {
    return secrets.hide(redaction.of(document));
  }
}
