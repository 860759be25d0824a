package dev.godwit.cli;

import dev.godwit.protocol.Command.Verb;
import picocli.CommandLine;

/** Stops a migration for a while. */
@CommandLine.Command(
    name = "pause",
    header = "Stops a running migration at the end of its batch, to go on later.",
    description = {
      "",
      "What is under way still counts when it lands. What was to follow is kept.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit pause 20261124-set-default-plan",
      "  godwit resume 20261124-set-default-plan",
    })
final class PauseCommand extends OfOneCommand {

  PauseCommand(Surroundings around) {
    super(around, Verb.PAUSE);
  }
}
