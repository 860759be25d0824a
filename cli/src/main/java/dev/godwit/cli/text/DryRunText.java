package dev.godwit.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.DryRunReport;
import java.util.ArrayList;
import java.util.List;

/** What a dry run found: counts, what would fail, and documents as they would change. */
public final class DryRunText {

  /** So many unchanged lines are shown around one that changes. */
  private static final int AROUND = 2;

  private static final int MOST_CHARACTERS = 200;

  private DryRunText() {}

  /** The report, line by line. */
  public static List<String> lines(DryRunReport report, Colours colours) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  " + CountsText.of(report.counts()) + (report.done() ? "; this was the last batch" : ""));
    if (!report.failures().isEmpty()) {
      lines.add("");
      lines.add(
          colours.heading(
              "Would fail" + ofAll(report.failures().size(), report.counts().failed()) + ":"));
      for (DryRunReport.FailedDocument failure : report.failures()) {
        lines.add(
            "  %s: %s"
                .formatted(Documents.value(failure.documentId()), colours.bad(failure.message())));
      }
    }
    if (!report.changes().isEmpty()) {
      Counts counts = report.counts();
      lines.add("");
      lines.add(
          colours.heading(
              "Would change"
                  + ofAll(report.changes().size(), counts.updated() + counts.deleted())
                  + ":"));
      report.changes().forEach(pair -> addPair(pair, lines, colours));
    }
    return lines;
  }

  private static String ofAll(int shown, long all) {
    return shown < all ? " (%d of %s)".formatted(shown, Shown.number(all)) : "";
  }

  private static void addPair(DryRunReport.Pair pair, List<String> lines, Colours colours) {
    lines.add("");
    JsonNode after = pair.after();
    if (after == null) {
      lines.add("  would be deleted:");
      Documents.lines(pair.before()).forEach(line -> lines.add(removed(line, colours)));
      return;
    }
    List<LineDiff.Line> diff =
        LineDiff.between(Documents.lines(pair.before()), Documents.lines(after));
    boolean left = false;
    for (int i = 0; i < diff.size(); i++) {
      if (i == 0 || isNearChange(diff, i)) {
        lines.add(shown(diff.get(i), colours));
        left = false;
      } else if (!left) {
        lines.add("    …");
        left = true;
      }
    }
  }

  private static boolean isNearChange(List<LineDiff.Line> diff, int index) {
    int from = Math.max(0, index - AROUND);
    int to = Math.min(diff.size(), index + AROUND + 1);
    return diff.subList(from, to).stream().anyMatch(line -> line.kind() != LineDiff.Kind.SAME);
  }

  private static String shown(LineDiff.Line line, Colours colours) {
    return switch (line.kind()) {
      case SAME -> "    " + Shown.shortened(line.text(), MOST_CHARACTERS);
      case REMOVED -> removed(line.text(), colours);
      case ADDED -> colours.added("  + " + Shown.shortened(line.text(), MOST_CHARACTERS));
    };
  }

  private static String removed(String line, Colours colours) {
    return colours.removed("  - " + Shown.shortened(line, MOST_CHARACTERS));
  }
}
