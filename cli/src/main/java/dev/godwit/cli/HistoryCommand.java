package dev.godwit.cli;

import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.text.HistoryText;
import dev.godwit.cli.watch.Selection;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.RunSummary;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the runs of a migration. */
@Command(
    name = "history",
    header = "Shows every run of a migration: when, by whom, and what came of it.",
    description = {
      "",
      "The newest run comes first. A run is listed as soon as it begins; 'godwit status' shows how far",
      "the one that is under way has come (its JSON here is of when it began or went on last). What",
      "'clear' forgets in the status stays here.",
      "Exit code 1 for a name that is not known.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit history 20261124-set-default-plan",
      "  godwit history 20261124-set-default-plan --json | jq 'select(.status != \"completed\")'",
    })
final class HistoryCommand implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private final OneName name = new OneName();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--json",
      order = 81,
      description = "Prints summaries as JSON, one a line, and nothing else on standard output.")
  private boolean json;

  HistoryCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (Installation installation = connection.open(around)) {
      List<RunSummary> runs = installation.history(name.get());
      if (json) {
        runs.forEach(run -> around.out().println(Json.write(run)));
      } else if (!runs.isEmpty()) {
        HistoryText.of(runs, around.look().colours(), around.look().zone())
            .forEach(around.out()::println);
      }
      return runs.isEmpty() ? withoutRuns(installation) : ExitCode.OK;
    }
  }

  private int withoutRuns(Installation installation) {
    try (StateFeed feed = installation.states()) {
      List<String> unknown = new Selection(Set.of(name.get())).unknown(feed.states());
      if (unknown.isEmpty()) {
        if (!json) {
          around.out().println("no run of '%s' is known".formatted(name.get()));
        }
        return ExitCode.OK;
      }
      unknown.forEach(sentence -> around.err().println("godwit: " + sentence));
      return ExitCode.SOFTWARE;
    }
  }
}
