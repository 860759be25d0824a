package dev.godwit.cli.display;

import dev.godwit.cli.progress.Progress;
import dev.godwit.cli.text.BarLine;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jspecify.annotations.Nullable;

/** A bar on a terminal, one under the other for the migrations of a series. */
public final class BarDisplay implements ProgressDisplay {

  private static final int REDRAWN_MS = 200;

  private final PrintStream terminal;
  private final IntSupplier width;
  private @Nullable Bar bar;
  private boolean closed;

  /**
   * @param width how many characters a line of the terminal takes
   */
  public BarDisplay(PrintStream terminal, IntSupplier width) {
    this.terminal = terminal;
    this.width = width;
  }

  @Override
  public synchronized void show(Progress progress, Instant now) {
    if (closed) {
      return;
    }
    String name = progress.state().migration();
    if (bar != null && !bar.name.equals(name)) {
      bar.close();
      bar = null;
    }
    if (bar == null) {
      bar = new Bar(name, progress);
    }
    bar.show(progress);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** The bar of one migration, which the library draws again and again on a thread of its own. */
  private final class Bar {

    private final String name;
    private final Line line = new Line();
    private final ProgressBar drawn;
    private volatile Progress latest;

    Bar(String name, Progress first) {
      this.name = name;
      this.latest = first;
      this.drawn =
          new ProgressBar(
              name,
              -1,
              REDRAWN_MS,
              true,
              false,
              0,
              Duration.ZERO,
              (state, room) -> BarLine.of(latest, room),
              line);
    }

    void show(Progress progress) {
      latest = progress;
      drawn.stepTo(progress.state().progress().counts().processed());
    }

    void close() {
      drawn.close();
      line.close();
    }
  }

  /** The library's own asks for the width in a way that takes Ctrl+C away from the program. */
  private final class Line implements ProgressBarConsumer {

    private boolean ended;

    @Override
    public int getMaxRenderedLength() {
      return Math.max(1, width.getAsInt() - 1);
    }

    @Override
    public synchronized void accept(String line) {
      terminal.print('\r' + line);
      terminal.flush();
    }

    @Override
    public synchronized void close() {
      if (!ended) {
        ended = true;
        terminal.println();
      }
    }
  }
}
