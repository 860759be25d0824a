package dev.godwit.worker.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.DryRunReport.FailedDocument;
import dev.godwit.protocol.DryRunReport.Pair;
import dev.godwit.worker.batch.Ledger.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run has to say.
 *
 * @param message in a sentence
 * @param report what it found; null when it was refused
 */
record DryRunAnswer(String message, @Nullable DryRunReport report) {

  /** All pairs together, so that the reply is no larger than Kafka takes. */
  private static final int MAX_BYTES_OF_PAIRS = 500_000;

  static DryRunAnswer refused(String reason) {
    return new DryRunAnswer(reason, null);
  }

  static DryRunAnswer of(PageRead page, List<Tried> tried) {
    boolean whole = tried.size() == page.size();
    BsonValue last = whole ? page.end() : page.id(tried.size() - 1);
    Counts counts =
        Counts.of(
            count(tried, Outcome.UPDATED),
            count(tried, Outcome.UNCHANGED),
            count(tried, Outcome.DELETED),
            count(tried, Outcome.FAILED),
            0,
            0);
    DryRunReport report =
        new DryRunReport(
            counts,
            last == null ? null : new Cursor(last),
            whole && page.done(),
            failures(tried),
            pairs(tried));
    String message =
        ("dry run of %d documents: %d would be updated, %d deleted, %d stay as they are, %d would"
                + " fail; nothing was written")
            .formatted(
                counts.processed(),
                counts.updated(),
                counts.deleted(),
                counts.unchanged(),
                counts.failed());
    return new DryRunAnswer(message, report);
  }

  private static long count(List<Tried> tried, Outcome outcome) {
    return tried.stream().filter(each -> each.outcome() == outcome).count();
  }

  private static List<FailedDocument> failures(List<Tried> tried) {
    return tried.stream()
        .filter(each -> each.outcome() == Outcome.FAILED)
        .limit(DryRunReport.MAX_FAILURES)
        .map(each -> new FailedDocument(BsonBytes.id(each.before()), String.valueOf(each.reason())))
        .toList();
  }

  private static List<Pair> pairs(List<Tried> tried) {
    List<Pair> pairs = new ArrayList<>();
    int bytes = 0;
    for (Tried each : tried) {
      if (!each.changes() || pairs.size() == DryRunReport.MAX_CHANGES) {
        continue;
      }
      RawBsonDocument after = each.after();
      JsonNode before = DocumentJson.of(each.before());
      JsonNode then = after == null ? null : DocumentJson.of(after);
      bytes += before.toString().length() + (then == null ? 0 : then.toString().length());
      if (bytes > MAX_BYTES_OF_PAIRS && !pairs.isEmpty()) {
        break;
      }
      pairs.add(new Pair(before, then));
    }
    return pairs;
  }
}
