package dev.godwit.cli;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import dev.godwit.protocol.StartOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts several migrations, one after the other. */
@CommandLine.Command(
    name = "series",
    header = "Starts migrations one after the other.",
    description = {
      "",
      "Completed ones are skipped, partial ones go on. The series stops at one that fails, is",
      "canceled, or completes with failures; resuming that one goes on with the rest.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit series 20261124-set-default-plan 20261125-plan-enum --wait",
      "  godwit series a b c --reset",
    })
final class SeriesCommand extends AskingCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "NAME",
      description = "The migrations, in the order in which they are to run.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--reset",
      order = 10,
      description = "Begins all of them anew, also those that are completed.")
  private boolean reset;

  @Mixin private final WaitOption waiting = new WaitOption();

  SeriesCommand(Surroundings around) {
    super(around);
  }

  @Override
  Command command() {
    Names.refuseIllegal(names, commandLine());
    Names.refuseRepeated(names, commandLine());
    StartOptions options = reset ? StartOptions.RESET : StartOptions.NONE;
    return new Command(Verb.START_SERIES, null, null, names, options);
  }

  @Override
  boolean waits() {
    return waiting.isAskedFor();
  }
}
