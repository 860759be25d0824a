package dev.godwit.cli;

import dev.godwit.cli.files.MigrationFolder;
import dev.godwit.cli.files.UnreadableFolderException;
import dev.godwit.cli.installation.Answered;
import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.InstallationException;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.State;
import dev.godwit.protocol.UpOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs everything that is not completed, as a deploy does. */
@CommandLine.Command(
    name = "up",
    header = "Runs everything that is not completed, in the order of names.",
    description = {
      "",
      "For deploys: it waits up to 5 minutes until workers have announced the migrations of the folder,",
      "resumes what an earlier attempt left, and joins what is running; doing it twice is harmless. It",
      "stops at what a person paused or canceled, and refuses completed ones that have changed since.",
      "Migrations in jars cannot be seen from outside: name them with --name.",
    },
    footer = {
      "",
      "Examples:",
      "  godwit up --migrations ./migrations --wait",
      "  godwit up --name 20261124-set-default-plan,20261125-plan-enum --wait",
      "  godwit up --to 20261124-set-default-plan --wait",
    })
final class UpCommand extends AskingCommand {

  static final String FOLDER_VARIABLE = "GODWIT_MIGRATIONS_DIR";

  /** The coordinator answers after at most 5 minutes. */
  private static final Duration UNTIL_ALL_ARE_KNOWN = Duration.ofSeconds(330);

  private static final Duration UNTIL_THERE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Surroundings around;

  @Option(
      names = "--to",
      paramLabel = "NAME",
      order = 10,
      converter = NameConverter.class,
      description = "The last one, in the order of names; all unless given.")
  private @Nullable String to;

  @Option(
      names = "--migrations",
      paramLabel = "DIR",
      order = 11,
      description = {
        "Waits until those declared in the files of this folder (*.yaml, *.json) are known;",
        "else the variable " + FOLDER_VARIABLE + ", if that is set."
      })
  private @Nullable Path folder;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      order = 12,
      split = ",",
      converter = NameConverter.class,
      description = "Waits until these are known too: a,b,c.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--resume", order = 13, description = "Resumes what a person paused or canceled.")
  private boolean resume;

  @Option(
      names = "--allow-changed",
      order = 14,
      description = "Leaves completed ones that have changed since as they are.")
  private boolean allowChanged;

  @Mixin private final WaitOption waiting = new WaitOption();

  UpCommand(Surroundings around) {
    super(around);
    this.around = around;
  }

  @Override
  Command command() {
    Names.refuseRepeated(names, commandLine());
    Set<String> all = new LinkedHashSet<>(names);
    Path found = folder();
    if (found != null) {
      try {
        MigrationFolder read = MigrationFolder.read(found);
        all.addAll(read.names());
        if (!read.jars().isEmpty() && names.isEmpty()) {
          around
              .err()
              .println(
                  "not waited for, as they cannot be seen from outside: migrations in %s (--name names them)"
                      .formatted(String.join(", ", read.jars())));
        }
      } catch (UnreadableFolderException e) {
        throw wrong((folder == null ? FOLDER_VARIABLE : "--migrations") + ": " + e.getMessage());
      }
    }
    return Command.up(all.stream().sorted().toList(), new UpOptions(to, resume, allowChanged));
  }

  @Override
  boolean waits() {
    return waiting.isAskedFor();
  }

  @Override
  Duration patience(Command command) {
    return command.migrations().isEmpty() ? super.patience(command) : UNTIL_ALL_ARE_KNOWN;
  }

  /** Nobody else says anything before the answer, which may take minutes. */
  @Override
  void beforeAsking(Command command, Installation installation) {
    if (command.migrations().isEmpty()) {
      return;
    }
    try (StateFeed feed = statesOnceThere(installation)) {
      Map<String, State> states = feed.states();
      List<String> missing =
          command.migrations().stream().filter(name -> !states.containsKey(name)).toList();
      if (!missing.isEmpty()) {
        around
            .err()
            .println(
                "waits up to 5 minutes until a worker announces " + String.join(", ", missing));
      }
    }
  }

  @Override
  int waitForEnd(Command command, Answered answered, Installation installation, Answers answers) {
    return answers.waitForAll(command, answered, installation);
  }

  /** In a fresh environment the job of a deploy may be there before the coordinator. */
  private StateFeed statesOnceThere(Installation installation) {
    InstantSource clock = around.look().clock();
    Instant end = clock.instant().plus(UNTIL_THERE);
    boolean told = false;
    while (true) {
      try {
        return installation.states();
      } catch (InstallationException e) {
        if (!clock.instant().isBefore(end) || !pause()) {
          throw e;
        }
        if (!told) {
          around.err().println("tries for up to 5 minutes: " + e.getMessage());
          told = true;
        }
      }
    }
  }

  private boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private @Nullable Path folder() {
    if (folder != null) {
      return folder;
    }
    String variable = around.variables().getOrDefault(FOLDER_VARIABLE, "");
    return variable.isBlank() ? null : Path.of(variable);
  }
}
