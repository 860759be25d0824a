package dev.godwit.cli.display;

import dev.godwit.cli.progress.Progress;
import dev.godwit.cli.text.PlainLine;
import dev.godwit.cli.text.Shown;
import dev.godwit.protocol.Status;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line every few seconds while documents are handled, and one whenever the status changes. */
public final class LineDisplay implements ProgressDisplay {

  /** How often a line is written while nothing but the counts changes. */
  static final Duration EVERY = Duration.ofSeconds(5);

  private final PrintStream out;
  private final ZoneId zone;
  private final Map<String, Written> written = new HashMap<>();

  /**
   * @param zone in which times are written
   */
  public LineDisplay(PrintStream out, ZoneId zone) {
    this.out = out;
    this.zone = zone;
  }

  @Override
  public void show(Progress progress, Instant now) {
    String name = progress.state().migration();
    Written next = Written.of(progress, now);
    Written last = written.get(name);
    boolean isDue =
        progress.state().status() == Status.RUNNING
            && last != null
            && !now.isBefore(last.at().plus(EVERY));
    if (isDue || last == null || !next.saysTheSameAs(last)) {
      written.put(name, next);
      out.println(Shown.time(now, zone) + " " + PlainLine.of(progress));
      out.flush();
    }
  }

  @Override
  public void close() {
    // Each line is complete.
  }

  /** What was written last of a migration. */
  private record Written(
      Instant at, Status status, int run, boolean failures, @Nullable String waitingFor) {

    static Written of(Progress progress, Instant now) {
      return new Written(
          now,
          progress.state().status(),
          progress.state().run(),
          progress.state().progress().counts().failed() > 0,
          progress.state().progress().waitingFor());
    }

    boolean saysTheSameAs(Written other) {
      return status == other.status
          && run == other.run
          && failures == other.failures
          && Objects.equals(waitingFor, other.waitingFor);
    }
  }
}
