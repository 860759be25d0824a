package dev.godwit.cli;

import dev.godwit.cli.installation.Answered;
import dev.godwit.cli.installation.Installation;
import dev.godwit.protocol.Command;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A subcommand that asks the coordinator for something and tells the answer. */
abstract class AskingCommand implements Callable<Integer> {

  private final Surroundings around;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final AskOptions asking = new AskOptions();

  AskingCommand(Surroundings around) {
    this.around = around;
  }

  /** What is asked, as far as it is known without asking. */
  abstract Command command();

  /** The parameters that are to be given with it. */
  List<Assignment> params() {
    return List.of();
  }

  /** Whether to wait until what was begun has ended. */
  boolean waits() {
    return false;
  }

  /** How long an answer may take, unless somebody says otherwise. */
  Duration patience(Command command) {
    return ConnectionOptions.usual(command.options().dryRun());
  }

  /** What is to be told while there is no answer yet. */
  void beforeAsking(Command command, Installation installation) {}

  /** Waits for what was begun, and returns the exit code. */
  int waitForEnd(Command command, Answered answered, Installation installation, Answers answers) {
    return answers.wait(command, answered, installation);
  }

  @Override
  public Integer call() {
    Command command = command().by(asking.by());
    Names.refuseRepeated(params().stream().map(Assignment::name).toList(), commandLine());
    try (Installation installation = connection.open(around)) {
      Command complete = params().isEmpty() ? command : withParams(command, installation);
      beforeAsking(complete, installation);
      Answered answered = installation.ask(complete, connection.answerWithin(patience(complete)));
      Answers answers = new Answers(around, asking.json());
      int exitCode = answers.tell(answered.reply());
      return answered.reply().accepted() && waits()
          ? waitForEnd(complete, answered, installation, answers)
          : exitCode;
    }
  }

  /** Refuses what was typed: exit code 2. */
  ParameterException wrong(String message) {
    return new ParameterException(commandLine(), message);
  }

  CommandLine commandLine() {
    return spec.commandLine();
  }

  private Command withParams(Command command, Installation installation) {
    try (var feed = installation.states()) {
      String name = String.valueOf(command.migration());
      return Parameters.applied(command, params(), feed.states().get(name));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }
}
