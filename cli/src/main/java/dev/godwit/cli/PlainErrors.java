package dev.godwit.cli;

import dev.godwit.boot.SettingsException;
import dev.godwit.boot.StartException;
import dev.godwit.cli.installation.InstallationException;
import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong in words, and never by a stack trace unless it is nobody's fault. */
final class PlainErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final PrintStream err;
  private final Surroundings around;

  PlainErrors(Surroundings around) {
    this.around = around;
    this.err = around.err();
  }

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    tell(problem.getMessage());
    UnmatchedArgumentException.printSuggestions(problem, command.getErr());
    err.printf(
        "Usage: %sTry '%s --help' for more.%n",
        command.getHelp().synopsis(0), command.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
    if (problem instanceof ParameterException usage) {
      return handleParseException(usage, new String[0]);
    } else if (problem instanceof SettingsException) {
      tell(problem.getMessage());
      return ExitCode.USAGE;
    } else if (problem instanceof StartException || problem instanceof InstallationException) {
      tell(problem.getMessage());
      return ExitCode.SOFTWARE;
    }
    tell("this should not happen, please report it:");
    problem.printStackTrace(err);
    return ExitCode.SOFTWARE;
  }

  private void tell(@Nullable String message) {
    err.println(around.look().colours().bad("godwit: ") + Objects.requireNonNullElse(message, ""));
  }
}
