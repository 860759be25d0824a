package dev.godwit.cli;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import picocli.CommandLine.Mixin;

/** A subcommand that needs to know no more than which migration is meant. */
abstract class OfOneCommand extends AskingCommand {

  private final Verb verb;

  @Mixin private final OneName name = new OneName();

  OfOneCommand(Surroundings around, Verb verb) {
    super(around);
    this.verb = verb;
  }

  @Override
  final Command command() {
    return Command.of(verb, name.get());
  }
}
