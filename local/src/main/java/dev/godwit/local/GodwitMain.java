package dev.godwit.local;

import dev.godwit.cli.GodwitCommand;
import dev.godwit.local.benchmark.BenchmarkCommand;
import dev.godwit.local.demo.DemoCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** What {@code ./godwit} runs: all commands of the CLI, and those that need no installation. */
public final class GodwitMain {

  private GodwitMain() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    CommandLine godwit = GodwitCommand.commandLine();
    for (Object command :
        List.of(new DemoCommand(out), new DevCommand(out), new BenchmarkCommand(out))) {
      // A subcommand does not take over what was set before it was added.
      CommandLine added =
          new CommandLine(command)
              .setOut(godwit.getOut())
              .setErr(godwit.getErr())
              .setUsageHelpWidth(godwit.getUsageHelpWidth())
              .setParameterExceptionHandler(godwit.getParameterExceptionHandler())
              .setExecutionExceptionHandler(godwit.getExecutionExceptionHandler());
      godwit.addSubcommand(added);
    }
    return godwit;
  }
}
