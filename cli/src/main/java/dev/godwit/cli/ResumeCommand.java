package dev.godwit.cli;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a migration go on. */
@CommandLine.Command(
    name = "resume",
    header = "Lets a paused, canceled or failed migration go on.",
    description = {
      "",
      "It goes on after the last document that is done, by the settings that it had.",
      "'godwit start' does the same, and takes other settings.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit resume 20261124-set-default-plan",
      "  godwit resume 20261124-set-default-plan --wait",
    })
final class ResumeCommand extends AskingCommand {

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      converter = NameConverter.class,
      description = "The migration.")
  private String name = "";

  @Mixin private final WaitOption waiting = new WaitOption();

  ResumeCommand(Surroundings around) {
    super(around);
  }

  @Override
  Command command() {
    return Command.of(Verb.RESUME, name);
  }

  @Override
  boolean waits() {
    return waiting.isAskedFor();
  }
}
