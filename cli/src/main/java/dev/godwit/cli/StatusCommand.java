package dev.godwit.cli;

import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.progress.Progress;
import dev.godwit.cli.watch.JsonStatus;
import dev.godwit.cli.watch.LineStatus;
import dev.godwit.cli.watch.RedrawnStatus;
import dev.godwit.cli.watch.Selection;
import dev.godwit.cli.watch.StatusDisplay;
import dev.godwit.cli.watch.StatusText;
import dev.godwit.cli.watch.Watching;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how migrations get on. */
@Command(
    name = "status",
    header = "Shows how migrations get on.",
    description = {
      "",
      "All that is known of one, or a table of several; of all without a name.",
      "--watch goes on showing it: with names until all of them are at rest, else until Ctrl+C.",
      "Exit code 1 for a name that is not known.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit status",
      "  godwit status 20261124-set-default-plan --watch",
      "  godwit status 20261124-set-default-plan --json | jq .processed",
    })
final class StatusCommand implements Callable<Integer> {

  static final String NONE =
      "no migration is known yet; a worker announces those that it has when it starts";

  private final Surroundings around;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "The migrations; all of them without a name.")
  private List<String> names = new ArrayList<>();

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Option(names = "--watch", order = 10, description = "Goes on showing how they get on.")
  private boolean watch;

  @Option(
      names = "--json",
      order = 81,
      description = {
        "Prints states as JSON, one a line, and nothing else on standard output;",
        "with --watch one more line whenever one changes."
      })
  private boolean json;

  StatusCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Names.refuseIllegal(names, spec.commandLine());
    Selection selection = new Selection(new LinkedHashSet<>(names));
    try (Installation installation = connection.open(around);
        StateFeed feed = installation.states()) {
      List<String> unknown = selection.unknown(feed.states());
      if (!unknown.isEmpty()) {
        unknown.forEach(sentence -> around.err().println("godwit: " + sentence));
        return ExitCode.SOFTWARE;
      }
      if (watch) {
        new Watching(feed, selection, display(), around.look().clock()).untilAtRest();
      } else {
        show(selection.of(feed.states()));
      }
      return ExitCode.OK;
    }
  }

  private void show(List<State> states) {
    if (json) {
      states.forEach(state -> around.out().println(Json.write(state)));
    } else if (states.isEmpty()) {
      around.out().println(NONE);
    } else {
      Instant now = around.look().clock().instant();
      text(Integer.MAX_VALUE)
          .lines(states.stream().map(state -> Progress.of(state, now)).toList(), now)
          .forEach(around.out()::println);
    }
  }

  private StatusText text(int mostRows) {
    Look look = around.look();
    return new StatusText(names.size() == 1, mostRows, look.colours(), look.zone());
  }

  private StatusDisplay display() {
    if (json) {
      return new JsonStatus(around.out());
    }
    return around.look().isTerminal()
        ? new RedrawnStatus(around.out(), text(StatusText.ON_A_TERMINAL))
        : new LineStatus(around.out(), around.look().zone());
  }
}
