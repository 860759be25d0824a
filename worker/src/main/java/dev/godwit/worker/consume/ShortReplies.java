package dev.godwit.worker.consume;

import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.DryRunReport.FailedDocument;
import dev.godwit.protocol.DryRunReport.Pair;
import dev.godwit.protocol.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts answers to dry runs down that are too large to be sent. */
final class ShortReplies {

  private ShortReplies() {}

  /** A reply that says the same as far as it can in so many bytes. */
  static Reply of(Reply reply, int maxBytes) {
    String message = Texts.cut(reply.message());
    DryRunReport report = reply.dryRun();
    if (report == null) {
      return with(reply, message, null);
    }
    List<FailedDocument> failures =
        report.failures().stream()
            .filter(failure -> !Texts.isLong(failure.documentId()))
            .map(failure -> new FailedDocument(failure.documentId(), Texts.cut(failure.message())))
            .toList();
    List<Pair> changes = report.changes();
    String told = message + " (some of it was too large to be shown)";
    Reply shorter = with(reply, told, without(report, failures, changes));
    while (Texts.bytes(shorter) > maxBytes && !changes.isEmpty()) {
      changes = changes.subList(0, changes.size() / 2);
      shorter = with(reply, told, without(report, failures, changes));
    }
    return Texts.bytes(shorter) <= maxBytes
        ? shorter
        : with(reply, message + " (the rest was too large to be shown)", null);
  }

  private static DryRunReport without(
      DryRunReport report, List<FailedDocument> failures, List<Pair> changes) {
    return new DryRunReport(report.counts(), report.cursor(), report.done(), failures, changes);
  }

  private static Reply with(Reply reply, String message, @Nullable DryRunReport report) {
    return new Reply(
        reply.command(),
        reply.id(),
        reply.migration(),
        reply.accepted(),
        message,
        reply.at(),
        report);
  }
}
