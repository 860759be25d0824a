package dev.godwit.cli;

import dev.godwit.migration.Parameter;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.StartOptions;
import dev.godwit.protocol.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a command the parameters that were typed, as what the migration declares them. */
final class Parameters {

  private Parameters() {}

  /**
   * The command with these values.
   *
   * @param assignments what was typed, each name once
   * @param state the migration's state; null when it is not known
   * @throws IllegalArgumentException for a secret that is given openly
   */
  static Command applied(Command command, List<Assignment> assignments, @Nullable State state) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Assignment assignment : assignments) {
      values.put(assignment.name(), assignment.value(declared(state, assignment.name())));
    }
    StartOptions old = command.options();
    StartOptions options =
        new StartOptions(
            old.reset(), old.dryRun(), old.oneBatchOnly(), old.startAt(), old.handling(), values);
    return new Command(
        command.verb(), command.id(), command.actor(), command.migrations(), options, command.up());
  }

  private static @Nullable Parameter declared(@Nullable State state, String name) {
    if (state == null) {
      return null;
    }
    Definition newest = state.announced() == null ? state.definition() : state.announced();
    return newest.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
