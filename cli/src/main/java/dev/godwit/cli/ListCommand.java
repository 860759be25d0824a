package dev.godwit.cli;

import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.text.StatesText;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows which migrations there are. */
@Command(
    name = "list",
    header = "Lists all migrations that are known, and what has become of them.",
    description = {
      "",
      "A worker announces those that it has when it starts. With --json one state a line.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit list",
      "  godwit list --json | jq -r 'select(.status == \"failed\") | .migration'",
    })
final class ListCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--json",
      order = 81,
      description = "Prints states as JSON, one a line, and nothing else on standard output.")
  private boolean json;

  ListCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (Installation installation = connection.open(around);
        StateFeed feed = installation.states()) {
      Collection<State> all = feed.states().values();
      if (json) {
        all.forEach(state -> around.out().println(Json.write(state)));
      } else if (all.isEmpty()) {
        around.out().println(StatusCommand.NONE);
      } else {
        StatesText.list(all, around.look().colours(), around.look().zone())
            .forEach(around.out()::println);
        StatesText.changes(all).forEach(around.out()::println);
      }
      return ExitCode.OK;
    }
  }
}
