package dev.godwit.cli.installation;

import dev.godwit.protocol.State;
import java.time.Duration;
import java.util.SortedMap;

/** The states of all migrations, complete from the start and kept up by polling. */
public interface StateFeed extends AutoCloseable {

  /** What is known now, by name; not to be changed. */
  SortedMap<String, State> states();

  /**
   * Takes in what has changed, waiting for a change at most so long.
   *
   * @return whether anything changed
   */
  boolean poll(Duration atMost);

  @Override
  void close();
}
