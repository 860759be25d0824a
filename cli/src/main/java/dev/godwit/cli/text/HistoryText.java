package dev.godwit.cli.text;

import dev.godwit.cli.text.Table.Column;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the runs of a migration, as a table. */
public final class HistoryText {

  private static final String NOTHING = "-";
  private static final int LONGEST_NOTE = 80;

  private HistoryText() {}

  /** A line for each run, in the order in which they are given. */
  public static List<String> of(List<RunSummary> runs, Colours colours, ZoneId zone) {
    Table table =
        new Table(
            Column.number("RUN"),
            Column.text("STATUS"),
            Column.number("VERSION"),
            Column.text("STARTED"),
            Column.text("ENDED"),
            Column.number("TOOK"),
            Column.text("BY"),
            Column.number("DOCUMENTS"),
            Column.text("OUTCOME"));
    for (RunSummary run : runs) {
      boolean isUnderWay = run.outcome().status() == Status.RUNNING;
      table.add(
          Integer.toString(run.run()),
          colours.status(run.outcome().status()),
          Integer.toString(run.revision().version()),
          moment(run.times().startedAt(), zone),
          moment(run.times().finishedAt(), zone),
          // What a summary says of one that is under way was true when it began or went on.
          isUnderWay ? NOTHING : Shown.exactDuration(Duration.ofMillis(run.times().runningMs())),
          Shown.actorOr(NOTHING, run.actor()),
          isUnderWay ? NOTHING : Shown.number(run.outcome().counts().processed()),
          isUnderWay
              ? "under way; 'godwit status %s' shows how far".formatted(run.migration())
              : outcome(run.outcome().counts(), run.outcome().error()));
    }
    return table.lines();
  }

  private static String moment(@Nullable Instant at, ZoneId zone) {
    return at == null ? NOTHING : Shown.moment(at, zone);
  }

  private static String outcome(Counts counts, @Nullable Failure error) {
    return error == null
        ? CountsText.of(counts)
        : CountsText.of(counts)
            + ": "
            + Shown.shortened(Shown.printable(error.message()), LONGEST_NOTE);
  }
}
