package dev.godwit.cli.watch;

import dev.godwit.cli.display.LineDisplay;
import dev.godwit.cli.progress.Progress;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A line whenever something changes, and every few seconds while documents are handled. */
public final class LineStatus implements StatusDisplay {

  private final LineDisplay lines;

  /**
   * @param zone in which times are written
   */
  public LineStatus(PrintStream out, ZoneId zone) {
    this.lines = new LineDisplay(out, zone);
  }

  @Override
  public void show(List<Progress> all, Instant now) {
    all.forEach(progress -> lines.show(progress, now));
  }
}
