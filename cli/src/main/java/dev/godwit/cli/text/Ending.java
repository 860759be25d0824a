package dev.godwit.cli.text;

import static dev.godwit.cli.text.Shown.exactDuration;
import static dev.godwit.cli.text.Shown.rate;

import dev.godwit.cli.progress.Pace;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run ended, in a few lines. */
public final class Ending {

  private Ending() {}

  /** "a: completed, 171,075 documents in 8.2 s (20,863/s): 171,000 updated, 75 unchanged". */
  public static String of(State state, Colours colours) {
    Duration running = Duration.ofMillis(state.context().times().runningMs());
    Double average = Pace.average(state);
    return "%s: %s, %s in %s%s: %s"
        .formatted(
            state.migration(),
            colours.status(state.status()),
            Shown.count(state.progress().counts().processed(), "document"),
            exactDuration(running),
            average == null ? "" : " (" + rate(average) + ")",
            CountsText.of(state.progress().counts()));
  }

  /** Why it is not completed, what was to follow, and what to do; each on a line of its own. */
  public static List<String> whyNot(State state) {
    List<String> lines = new ArrayList<>();
    add(lines, "  why:    ", Reasons.error(state));
    add(lines, "  why:    ", Reasons.waiting(state));
    if (state.status() != Status.COMPLETED) {
      List<String> next = state.context().series().next();
      add(
          lines,
          "  after:  ",
          next.isEmpty() ? null : "not started yet: " + String.join(", ", next));
    }
    String advice = Advice.on(state);
    add(lines, "  to do:  ", advice.isEmpty() ? null : advice);
    return lines;
  }

  private static void add(List<String> lines, String heading, @Nullable String text) {
    if (text != null) {
      lines.add(heading + text);
    }
  }
}
