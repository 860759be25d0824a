package dev.godwit.cli;

import dev.godwit.protocol.Command.Verb;
import picocli.CommandLine;

/** Stops a migration and drops what was to follow. */
@CommandLine.Command(
    name = "cancel",
    header = "Stops a migration at the end of its batch, and drops the rest of its series.",
    description = {
      "",
      "What is done stays done; 'godwit start' would go on from there.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit cancel 20261124-set-default-plan",
    })
final class CancelCommand extends OfOneCommand {

  CancelCommand(Surroundings around) {
    super(around, Verb.CANCEL);
  }
}
