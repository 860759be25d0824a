package dev.godwit.cli.watch;

import dev.godwit.cli.progress.Progress;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/** The same lines on a terminal, drawn again in place. */
public final class RedrawnStatus implements StatusDisplay {

  private static final String ESCAPE = "\u001B[";
  private static final String CLEAR_BELOW = ESCAPE + "J";

  /** A line that is too long would become two, and the place would be lost. */
  private static final String NO_WRAP = ESCAPE + "?7l";

  private static final String WRAP = ESCAPE + "?7h";

  private final PrintStream terminal;
  private final StatusText text;
  private int drawn;

  /**
   * @param text what is drawn
   */
  public RedrawnStatus(PrintStream terminal, StatusText text) {
    this.terminal = terminal;
    this.text = text;
  }

  @Override
  public void show(List<Progress> all, Instant now) {
    List<String> lines = text.lines(all, now);
    StringBuilder screen = new StringBuilder(NO_WRAP);
    if (drawn > 0) {
      screen.append('\r').append(ESCAPE).append(drawn).append('A');
    }
    screen.append(CLEAR_BELOW);
    lines.forEach(line -> screen.append(line).append(System.lineSeparator()));
    screen.append(WRAP);
    terminal.print(screen);
    terminal.flush();
    drawn = lines.size();
  }
}
