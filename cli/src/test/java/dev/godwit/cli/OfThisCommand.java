package dev.godwit.cli;

import static dev.godwit.cli.FakeInstallation.OFFSET;
import static dev.godwit.cli.StateBuilder.state;

import dev.godwit.protocol.Status;

/** States that the command of a test was applied to. */
final class OfThisCommand {

  private OfThisCommand() {}

  static StateBuilder running(String name) {
    return state(name, Status.RUNNING).offset(OFFSET).total(1000L);
  }

  static StateBuilder completed(String name) {
    return state(name, Status.COMPLETED)
        .offset(OFFSET)
        .total(1000L)
        .processed(1000)
        .runningMs(4000);
  }
}
