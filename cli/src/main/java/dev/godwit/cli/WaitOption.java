package dev.godwit.cli;

import picocli.CommandLine.Option;

/** Whether to wait for the end. */
final class WaitOption {

  @Option(
      names = "--wait",
      order = 40,
      description = {
        "Waits until it, and what follows it, has ended: exit code 0 when all is completed, else 1.",
        "Ctrl+C ends the waiting only."
      })
  private boolean isAskedFor;

  boolean isAskedFor() {
    return isAskedFor;
  }
}
