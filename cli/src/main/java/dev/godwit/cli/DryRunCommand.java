package dev.godwit.cli;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.StartOptions;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Tries one batch without writing anything. */
@CommandLine.Command(
    name = "dry-run",
    header = "Tries one batch of a migration and changes nothing.",
    description = {
      "",
      "Shows what would become of the documents, which ones would fail and why, and up to ten of",
      "them before and after. It takes the batch that 'start' would take, whatever the status.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit dry-run 20261124-set-default-plan",
      "  godwit dry-run 20261124-set-default-plan --from-start --batch-size 20",
      "  godwit dry-run 20261124-set-default-plan --json | jq .dryRun.failures",
    })
final class DryRunCommand extends AskingCommand {

  @Mixin private final OneName name = new OneName();
  @Mixin private final PageOptions page = new PageOptions();

  DryRunCommand(Surroundings around) {
    super(around);
  }

  @Override
  Command command() {
    if (page.contradicts()) {
      throw wrong("--cursor and --from-start are given both; keep the one that is meant");
    }
    StartOptions options =
        new StartOptions(false, true, false, page.startAt(), page.handling(null), null);
    return Command.start(List.of(name.get()), options);
  }

  @Override
  List<Assignment> params() {
    return page.params();
  }
}
