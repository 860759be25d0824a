package dev.godwit.cli;

import dev.godwit.protocol.Command.Verb;
import picocli.CommandLine;

/** Forgets the run of a migration. */
@CommandLine.Command(
    name = "clear",
    header = "Forgets counts, cursor and error of a migration that does not run.",
    description = {
      "",
      "It is pending afterwards; documents stay as they are.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit clear 20261124-set-default-plan",
    })
final class ClearCommand extends OfOneCommand {

  ClearCommand(Surroundings around) {
    super(around, Verb.CLEAR);
  }
}
