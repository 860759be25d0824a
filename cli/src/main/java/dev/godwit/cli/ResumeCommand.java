package dev.godwit.cli;

import dev.godwit.protocol.Command.Verb;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

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
final class ResumeCommand extends OfOneCommand {

  @Mixin private final WaitOption waiting = new WaitOption();

  ResumeCommand(Surroundings around) {
    super(around, Verb.RESUME);
  }

  @Override
  boolean waits() {
    return waiting.isAskedFor();
  }
}
