package dev.godwit.cli.watch;

import dev.godwit.cli.progress.Progress;
import java.time.Instant;
import java.util.List;

/** Shows how several migrations get on. */
@FunctionalInterface
public interface StatusDisplay {

  /** Called about twice a second, whether anything changed or not. */
  void show(List<Progress> all, Instant now);
}
