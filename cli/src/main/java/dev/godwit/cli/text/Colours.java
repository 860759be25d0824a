package dev.godwit.cli.text;

import dev.godwit.protocol.Status;
import picocli.CommandLine.Help.Ansi;

/** Colours on a terminal, and plain text everywhere else. */
public enum Colours {
  ON,
  OFF;

  /** The status in the colour of what it means. */
  public String status(Status status) {
    return painted(
        switch (status) {
          case COMPLETED -> "green";
          case RUNNING -> "cyan";
          case PAUSED, CANCELED -> "yellow";
          case FAILED, COMPLETED_WITH_FAILURES -> "red";
          case PENDING -> "faint";
        },
        status.wireName());
  }

  /** Something bad. */
  public String bad(String text) {
    return painted("red", text);
  }

  /** A heading. */
  public String heading(String text) {
    return painted("bold", text);
  }

  /** A line that is gone. */
  public String removed(String line) {
    return painted("red", line);
  }

  /** A line that is new. */
  public String added(String line) {
    return painted("green", line);
  }

  /** Written around the text as it is, because it may hold what looks like mark-up. */
  private String painted(String style, String text) {
    if (this == OFF || text.isEmpty()) {
      return text;
    }
    String around = Ansi.ON.string("@|" + style + " x|@");
    int at = around.indexOf('x');
    return around.substring(0, at) + text + around.substring(at + 1);
  }
}
