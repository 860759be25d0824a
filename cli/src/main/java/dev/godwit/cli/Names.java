package dev.godwit.cli;

import dev.godwit.protocol.MigrationName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Names that were typed one after the other, where a converter would only end the list. */
final class Names {

  private Names() {}

  /** Refuses those that cannot be names. */
  static void refuseIllegal(List<String> names, CommandLine command) {
    for (String name : names) {
      if (!MigrationName.isLegal(name)) {
        throw new ParameterException(command, NameConverter.refusal(name));
      }
    }
  }

  /** Refuses those that are there twice. */
  static void refuseRepeated(List<String> names, CommandLine command) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new ParameterException(
            command, "'%s' is named twice; name each once".formatted(name));
      }
    }
  }
}
