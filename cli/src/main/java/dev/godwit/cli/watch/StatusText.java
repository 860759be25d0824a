package dev.godwit.cli.watch;

import dev.godwit.cli.progress.Progress;
import dev.godwit.cli.text.Colours;
import dev.godwit.cli.text.StateText;
import dev.godwit.cli.text.StatesText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A block for the one that was asked for, a table for several.
 *
 * @param one whether one was asked for
 * @param mostRows so many rows of a table are shown
 * @param colours whether there are colours
 * @param zone in which times are shown
 */
public record StatusText(boolean one, int mostRows, Colours colours, ZoneId zone) {

  /** More rows than this do not fit on a small terminal. */
  public static final int ON_A_TERMINAL = 20;

  /** What is shown of these. */
  public List<String> lines(List<Progress> all, Instant now) {
    if (all.isEmpty()) {
      return List.of("nothing is under way");
    } else if (one && all.size() == 1) {
      return StateText.lines(all.get(0), colours, zone, now);
    }
    int more = all.size() - mostRows;
    List<String> lines =
        new ArrayList<>(
            StatesText.progress(all.subList(0, Math.min(all.size(), mostRows)), colours));
    if (more > 0) {
      lines.add("… and %d more".formatted(more));
    }
    return lines;
  }
}
