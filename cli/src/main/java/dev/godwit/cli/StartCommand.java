package dev.godwit.cli;

import dev.godwit.migration.MaxFailures;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.StartOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a migration, or lets it go on. */
@CommandLine.Command(
    name = "start",
    header = "Starts a migration, or lets it go on from where it stands.",
    description = {
      "",
      "A pending one begins, a paused, canceled or failed one goes on after the last document that",
      "is done; nothing is repeated. --reset, --cursor and --from-start begin a new run.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit start 20261124-set-default-plan --wait",
      "  godwit start 20261124-set-default-plan --next 20261125-plan-enum,20261126-cleanup --wait",
      "  godwit start 20261124-set-default-plan --reset --batch-size 200 --on-error skip --max-failures 5%%",
      "  godwit start 20261124-set-default-plan --param plan=pro --one-batch-only",
      "  godwit start 20261124-set-default-plan --cursor 65a1b2c3d4e5f60718293a4b",
    })
final class StartCommand extends AskingCommand {

  @Mixin private final OneName name = new OneName();
  @Mixin private final PageOptions page = new PageOptions();
  @Mixin private final WaitOption waiting = new WaitOption();

  @Option(
      names = "--reset",
      order = 10,
      description = "Begins a new run with the first document, whatever the status.")
  private boolean reset;

  @Option(
      names = "--next",
      paramLabel = "NAME",
      order = 11,
      split = ",",
      converter = NameConverter.class,
      description = "What is to follow when it is completed, in this order: a,b,c.")
  private List<String> next = new ArrayList<>();

  @Option(
      names = "--max-failures",
      paramLabel = "N|N%",
      order = 24,
      converter = MaxFailuresConverter.class,
      description = "How many documents may be put aside before the run stops: 10, or 5%%.")
  private @Nullable MaxFailures maxFailures;

  @Option(
      names = "--one-batch-only",
      order = 30,
      description = "Pauses after one batch; with --wait that counts as done.")
  private boolean oneBatchOnly;

  @Option(
      names = "--dry-run",
      order = 31,
      description = "Tries one batch and changes nothing, like 'godwit dry-run'.")
  private boolean dryRun;

  StartCommand(Surroundings around) {
    super(around);
  }

  @Override
  Command command() {
    refuseContradictions();
    List<String> names = new ArrayList<>(List.of(name.get()));
    names.addAll(next);
    Names.refuseRepeated(names, commandLine());
    StartOptions options =
        new StartOptions(
            reset, dryRun, oneBatchOnly, page.startAt(), page.handling(maxFailures), null);
    return Command.start(names, options);
  }

  @Override
  List<Assignment> params() {
    return page.params();
  }

  @Override
  boolean waits() {
    return waiting.isAskedFor() && !dryRun;
  }

  private void refuseContradictions() {
    if (page.contradicts()) {
      throw wrong("--cursor and --from-start are given both; keep the one that is meant");
    } else if (reset && page.startAt() != null) {
      throw wrong(
          "--reset begins with the first document, --cursor or --from-start alone begin a new run there; keep one");
    } else if (dryRun && (reset || oneBatchOnly || !next.isEmpty())) {
      throw wrong(
          "--dry-run tries one batch and changes nothing; leave --reset, --one-batch-only and --next out");
    }
  }
}
