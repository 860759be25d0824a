package dev.godwit.cli;

import dev.godwit.protocol.Command.Verb;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Tries the documents again that failed. */
@CommandLine.Command(
    name = "retry-failed",
    header = "Tries the documents again that a run has put aside.",
    description = {
      "",
      "For documents that failed and were skipped, once their cause is mended. They are",
      "found by their dead letters, and tried within the same run: those that go well",
      "do not count as failed any more, the others can be tried again. When none is left,",
      "the migration is completed and its series goes on; if it had documents left that",
      "it had not come to yet, it is paused, and 'godwit resume' goes on with them.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit retry-failed 20261124-set-default-plan --wait",
    })
final class RetryFailedCommand extends OfOneCommand {

  @Mixin private final WaitOption waiting = new WaitOption();

  RetryFailedCommand(Surroundings around) {
    super(around, Verb.RETRY_FAILED);
  }

  @Override
  boolean waits() {
    return waiting.isAskedFor();
  }
}
