package dev.godwit.cli;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import dev.godwit.protocol.StartOptions;
import java.util.List;
import picocli.CommandLine;

/** Stops everything. */
@CommandLine.Command(
    name = "cancel-all",
    header = "Cancels every migration that is running, paused or failed.",
    description = {
      "",
      "Each stops at the end of its batch, and what was to follow is dropped.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit cancel-all",
      "  godwit cancel-all --by alice --json",
    })
final class CancelAllCommand extends AskingCommand {

  CancelAllCommand(Surroundings around) {
    super(around);
  }

  @Override
  Command command() {
    return new Command(Verb.CANCEL_ALL, null, null, List.of(), StartOptions.NONE);
  }
}
