package dev.godwit.cli;

import dev.godwit.cli.kafka.KafkaInstallation;
import dev.godwit.cli.text.Colours;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: it only says which there are. */
@Command(
    name = "godwit",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Runs online data migrations over MongoDB collections, driven by Kafka.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Every command finds the installation by Kafka: --kafka HOST:PORT or the variable",
      "GODWIT_KAFKA_BOOTSTRAP_SERVERS, localhost:9092 otherwise. Security and all other settings of",
      "Kafka's clients are variables too: GODWIT_KAFKA_SECURITY_PROTOCOL, GODWIT_KAFKA_SASL_MECHANISM …",
      "",
      "Exit codes: 0 done, 1 refused, failed or no answer, 2 wrong usage.",
      "",
      "Examples:",
      "  godwit list",
      "  godwit dry-run 20261124-set-default-plan",
      "  godwit start 20261124-set-default-plan --wait",
      "  godwit status --watch",
      "  source <(godwit generate-completion)     (completion for bash and zsh)",
    })
public final class GodwitCommand implements Callable<Integer> {

  private static final int HELP_COMES_LAST = 99;

  @Spec private CommandSpec spec;

  private GodwitCommand() {
    this.spec = CommandSpec.create();
  }

  /** The command with all that speak to an installation; others can be added to it. */
  public static CommandLine commandLine() {
    return commandLine(
        Surroundings.ofProcess(
            address -> {
              QuietLogs.apply(address.verbose());
              return KafkaInstallation.at(address);
            }));
  }

  /** The same in other surroundings. */
  public static CommandLine commandLine(Surroundings around) {
    CommandLine godwit =
        new CommandLine(new GodwitCommand())
            .addSubcommand(new StartCommand(around))
            .addSubcommand(new SeriesCommand(around))
            .addSubcommand(new UpCommand(around))
            .addSubcommand(new DryRunCommand(around))
            .addSubcommand(new StatusCommand(around))
            .addSubcommand(new ListCommand(around))
            .addSubcommand(new HistoryCommand(around))
            .addSubcommand(new PauseCommand(around))
            .addSubcommand(new ResumeCommand(around))
            .addSubcommand(new CancelCommand(around))
            .addSubcommand(new CancelAllCommand(around))
            .addSubcommand(new RetryFailedCommand(around))
            .addSubcommand(new ClearCommand(around))
            .addSubcommand(new GenerateCompletion())
            .addSubcommand(new HelpCommand());
    godwit.getSubcommands().values().forEach(GodwitCommand::tidy);
    PlainErrors errors = new PlainErrors(around);
    return godwit
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(Help.defaultColorScheme(ansi(around.look())))
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  private static Ansi ansi(Look look) {
    return look.colours() == Colours.ON ? Ansi.ON : Ansi.OFF;
  }

  private static void tidy(CommandLine subcommand) {
    CommandSpec spec = subcommand.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .order(HELP_COMES_LAST)
              .description("Shows this help.")
              .build());
    }
    spec.usageMessage()
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .parameterListHeading("%nParameters:%n")
        .optionListHeading("%nOptions:%n");
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
