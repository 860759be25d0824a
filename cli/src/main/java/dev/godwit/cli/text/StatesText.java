package dev.godwit.cli.text;

import static dev.godwit.cli.text.Shown.duration;
import static dev.godwit.cli.text.Shown.number;
import static dev.godwit.cli.text.Shown.rate;

import dev.godwit.cli.progress.Progress;
import dev.godwit.cli.text.Table.Column;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several migrations as a table. */
public final class StatesText {

  private static final String NOTHING = "-";
  private static final int LONGEST_NOTE = 60;

  private StatesText() {}

  /** How they get on. */
  public static List<String> progress(Collection<Progress> all, Colours colours) {
    Table table =
        new Table(
            Column.text("MIGRATION"),
            Column.text("STATUS"),
            Column.number("DONE"),
            Column.number("DOCUMENTS"),
            Column.number("RATE"),
            Column.number("ETA"),
            Column.number("CONFLICTS"),
            Column.number("FAILED"),
            Column.text("NOTE"));
    for (Progress progress : all) {
      Counts counts = progress.state().progress().counts();
      table.add(
          progress.state().migration(),
          colours.status(progress.state().status()),
          percent(progress),
          documents(progress.state()),
          progress.perSecond() == null ? NOTHING : rate(progress.perSecond()),
          progress.remaining() == null ? NOTHING : duration(progress.remaining()),
          number(counts.conflicts()),
          number(counts.failed()),
          note(progress.state()));
    }
    return table.lines();
  }

  /** What there is, and when and by whom it was run. */
  public static List<String> list(Collection<State> states, Colours colours, ZoneId zone) {
    Table table =
        new Table(
            Column.text("MIGRATION"),
            Column.text("STATUS"),
            Column.number("DONE"),
            Column.number("DOCUMENTS"),
            Column.text("WHEN"),
            Column.number("TOOK"),
            Column.text("BY"),
            Column.text("COLLECTION"));
    for (State state : states) {
      Instant when = when(state.context().times());
      table.add(
          state.migration(),
          colours.status(state.status()),
          percent(Progress.of(state, Instant.EPOCH)),
          documents(state),
          when == null ? NOTHING : Shown.moment(when, zone),
          state.run() == 0 ? NOTHING : took(state),
          Shown.actorOr(NOTHING, state.context().starter().actor()),
          state.definition().collection());
    }
    return table.lines();
  }

  /** What people should know of migrations that were completed and have changed since. */
  public static List<String> changes(Collection<State> states) {
    List<String> sentences = new ArrayList<>();
    for (State state : states) {
      Definition newest = state.announced();
      if (newest == null || state.status() != Status.COMPLETED) {
        continue;
      }
      Revision then = state.definition().revision();
      Revision now = newest.revision();
      if (!now.equals(then)) {
        String what =
            then.version() == now.version()
                ? "its definition has changed since, still as version " + now.version()
                : "version %d is known since".formatted(now.version());
        sentences.add(
            "'%s' was completed as version %d; %s (start it with --reset to run that)"
                .formatted(state.migration(), then.version(), what));
      }
    }
    return sentences;
  }

  private static String took(State state) {
    return Shown.exactDuration(Duration.ofMillis(state.context().times().runningMs()));
  }

  /** When it ended, or else began. */
  private static @Nullable Instant when(Times times) {
    return times.finishedAt() == null ? times.startedAt() : times.finishedAt();
  }

  private static String percent(Progress progress) {
    return progress.percent() == null ? NOTHING : progress.percent() + " %";
  }

  private static String documents(State state) {
    return state.run() == 0 ? NOTHING : number(state.progress().counts().processed());
  }

  private static String note(State state) {
    String error = Reasons.error(state);
    String waitingFor = Reasons.waiting(state);
    List<String> next = state.context().series().next();
    if (error != null) {
      return Shown.shortened(error, LONGEST_NOTE);
    } else if (waitingFor != null) {
      return Shown.shortened(waitingFor, LONGEST_NOTE);
    }
    return next.isEmpty() ? "" : Shown.shortened("then " + String.join(", ", next), LONGEST_NOTE);
  }
}
