package dev.godwit.cli;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

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
final class CancelCommand extends AskingCommand {

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      converter = NameConverter.class,
      description = "The migration.")
  private String name = "";

  CancelCommand(Surroundings around) {
    super(around);
  }

  @Override
  Command command() {
    return Command.of(Verb.CANCEL, name);
  }
}
