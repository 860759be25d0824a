package dev.godwit.cli;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

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
final class ClearCommand extends AskingCommand {

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      converter = NameConverter.class,
      description = "The migration.")
  private String name = "";

  ClearCommand(Surroundings around) {
    super(around);
  }

  @Override
  Command command() {
    return Command.of(Verb.CLEAR, name);
  }
}
