package dev.godwit.local;

import dev.godwit.boot.Program;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps everything running until somebody stops it. */
@Command(
    name = "dev",
    header = "Runs Kafka, MongoDB, a coordinator and workers in one process until Ctrl+C.",
    description = {
      "",
      "For trying migrations, and for programs that need an installation. The embedded servers",
      "can be reached from this machine only. The embedded MongoDB holds its data in memory, so",
      "that it is gone at the end; --data keeps only what Kafka knows. To keep both, use --data",
      "and --mongodb.",
      "",
      "Variables named GODWIT_… are settings of the coordinator and the workers, as far as no",
      "option chooses them."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Exit codes: 0 stopped by Ctrl+C or SIGTERM, 1 something failed, 2 wrong usage.",
      "",
      "Examples:",
      "  godwit dev --migrations ./migrations",
      "  godwit dev --kafka-port 0 --mongodb-port 0 --http-port 0 --workers 2",
      "  godwit dev --mongodb mongodb://localhost:27018/shop --data ./godwit-data"
    })
final class DevCommand implements Callable<Integer> {

  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final DevOptions options = new DevOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 9,
      description = "Shows this help.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  /**
   * @param out where everything is told
   */
  DevCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    LocalOptions all = all();
    Program.main("installation", program -> start(all, program));
    throw new AssertionError("the program has ended the JVM");
  }

  private LocalOptions all() {
    try {
      return options.all(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private void start(LocalOptions all, Program program) throws InterruptedException {
    LocalGodwit godwit = program.add("installation", new LocalGodwit(all, program::fail));
    godwit.start();
    DevText.addresses(godwit).forEach(out::println);
    if (godwit.awaitReady(Duration.ofDays(365))) {
      out.println("Ready.");
      DevText.hints(godwit.bootstrapServers(), godwit.topics()).forEach(out::println);
      out.println(DevText.ending(all));
      program.add("last words", () -> out.println("Stopping …"));
    }
  }
}
