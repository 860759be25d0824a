package dev.godwit.local.demo;

import static dev.godwit.local.demo.Demo.seconds;

import dev.godwit.boot.Parts;
import dev.godwit.cli.Look;
import dev.godwit.local.LocalGodwit;
import dev.godwit.local.LocalMongo;
import dev.godwit.local.LocalOptions;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.TemporaryDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what Godwit does, on real data. */
@Command(
    name = "demo",
    header = "Migrates a real data set in four steps, and checks the result.",
    description = {
      "",
      "Starts Kafka, MongoDB, a coordinator and workers in one process, loads the places of",
      "GeoNames, starts four migrations by one line on the topic of commands, shows how they get",
      "on, and compares the result with what the data set demands. Nothing of it stays.",
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footer = {"", "Exit codes: 0 everything agrees, 1 it does not, 2 wrong usage."})
public final class DemoCommand implements Callable<Integer> {

  private static final int WORKERS = 2;
  private static final Duration STOP = Duration.ofSeconds(25);

  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--places",
      paramLabel = "N",
      order = 1,
      description = "Loads only the first places, 1 to 171075; all of them unless given.")
  private int places = DataSet.SIZE;

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
  public DemoCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    if (places < 1 || places > DataSet.SIZE) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--places %d: expected 1 to %d".formatted(places, DataSet.SIZE));
    }
    try (Parts parts = new Parts(STOP);
        Interruption interruption = Interruption.of(parts)) {
      return interruption.unlessInterrupted(() -> run(parts));
    }
  }

  private int run(Parts parts) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    out.printf("Starting Kafka, MongoDB, a coordinator and %d workers …%n", WORKERS);
    LocalGodwit godwit = start(parts);
    out.printf("Started in %s.%n", seconds(begun));
    boolean isRight = new Demo(places, out, Look.ofProcess()).run(godwit);
    out.printf("The whole demo took %s.%n", seconds(begun));
    return isRight ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static LocalGodwit start(Parts parts) throws IOException, InterruptedException {
    Path directory = parts.add("migrations", TemporaryDirectory.create("godwit-demo-")).path();
    DemoMigrations.writeDeclaredTo(directory);
    LocalOptions options =
        LocalOptions.embedded()
            .with(LocalMongo.embedded(0, "demo"))
            .with(new LocalWorkers(WORKERS, directory, DemoMigrations.inCode()));
    LocalGodwit godwit = parts.add("installation", new LocalGodwit(options, reason -> {}));
    godwit.startAndAwaitReady();
    return godwit;
  }
}
