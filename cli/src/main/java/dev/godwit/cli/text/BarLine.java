package dev.godwit.cli.text;

import dev.godwit.cli.progress.Progress;
import java.util.List;

/** Progress as a line with a bar in it, as wide as the terminal. */
public final class BarLine {

  private static final int WIDEST_NAME = 30;
  private static final int WIDEST_BAR = 40;
  private static final int NARROWEST_BAR = 5;

  private BarLine() {}

  /** Exactly as many characters as there is room, so that it covers the line before it. */
  public static String of(Progress progress, int width) {
    String name = Shown.shortened(progress.state().migration(), WIDEST_NAME);
    List<String> details = ProgressWords.details(progress);
    String after = ProgressWords.ratio(progress);
    if (!details.isEmpty()) {
      after += "  " + String.join(", ", details);
    }
    String before = name + share(progress);
    int room = Math.min(WIDEST_BAR, width - before.length() - after.length() - 4);
    Integer percent = progress.percent();
    String line =
        percent == null || room < NARROWEST_BAR
            ? before + "  " + after
            : "%s |%s| %s".formatted(before, bar(percent, room), after);
    return padded(Shown.shortened(line, width), width);
  }

  private static String share(Progress progress) {
    return progress.percent() == null ? "" : "%4d%%".formatted(progress.percent());
  }

  private static String bar(int percent, int room) {
    int done = percent * room / 100;
    return "█".repeat(done) + "░".repeat(room - done);
  }

  private static String padded(String line, int width) {
    return line + " ".repeat(Math.max(0, width - line.length()));
  }
}
