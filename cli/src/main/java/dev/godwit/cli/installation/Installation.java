package dev.godwit.cli.installation;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.RunSummary;
import java.time.Duration;
import java.util.List;

/** A coordinator with its workers, as far as the command line deals with them. */
public interface Installation extends AutoCloseable {

  /**
   * Writes a command and waits for its answer.
   *
   * @param command with or without an {@code id}; it gets one of its own
   * @param answerWithin how long to wait for the answer once it is written
   * @throws InstallationException when it cannot be written, or is not answered in time
   */
  Answered ask(Command command, Duration answerWithin);

  /**
   * Where all migrations stand, as of now, and what becomes of them.
   *
   * @throws InstallationException when it cannot be read
   */
  StateFeed states();

  /**
   * What became of the runs of a migration, the newest first; one may be under way.
   *
   * @throws InstallationException when it cannot be read
   */
  List<RunSummary> history(String migration);

  @Override
  void close();
}
