package dev.godwit.cli.display;

import dev.godwit.cli.progress.Progress;
import java.time.Instant;

/** Shows how a migration, and what follows it, gets on. */
public interface ProgressDisplay extends AutoCloseable {

  /** Called several times a second, whether anything changed or not. */
  void show(Progress progress, Instant now);

  /** Ends what is being drawn, so that something else can be written. */
  @Override
  void close();
}
