package dev.godwit.local.benchmark;

import dev.godwit.boot.Parts;
import dev.godwit.local.LocalGodwit;
import dev.godwit.local.LocalMongo;
import dev.godwit.local.LocalOptions;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.TemporaryDirectory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Measures, and prints medians and ratios. */
@Command(
    name = "benchmark",
    header = "Measures Godwit against a hand-written loop, on servers in this process.",
    description = {
      "",
      "Prints the time of a hop of the cursor chain, documents per second of a migration in code",
      "and a declarative one, of a loop with the same page size that a person would write, and of",
      "one updateMany, and Kafka's share of a batch: medians, and ratios within the same run.",
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n")
public final class BenchmarkCommand implements Callable<Integer> {

  private static final Duration STOP = Duration.ofSeconds(25);

  private final PrintStream out;

  @Option(
      names = "--documents",
      split = ",",
      paramLabel = "N",
      order = 1,
      description = "Sizes of the collection; 100000,500000 unless given.")
  private List<Integer> documents = List.of(100_000, 500_000);

  @Option(
      names = "--page-sizes",
      split = ",",
      paramLabel = "N",
      order = 2,
      description = "Documents per page; 100,1000 unless given.")
  private List<Integer> pageSizes = List.of(100, 1_000);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      order = 3,
      description = "How often each is measured, after one round to warm up; 3 unless given.")
  private int rounds = 3;

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
  public BenchmarkCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    try (Parts parts = new Parts(STOP)) {
      Path directory = parts.add("migrations", TemporaryDirectory.create("godwit-bench-")).path();
      Subjects.writeDeclaredTo(directory);
      LocalOptions options =
          LocalOptions.embedded()
              .with(LocalMongo.embedded(0, "benchmark"))
              .with(new LocalWorkers(1, directory, List.of(new Subjects.InCode())));
      LocalGodwit godwit = parts.add("installation", LocalGodwit.started(options));
      out.printf(
          "%d processors, Java %s, embedded Kafka and MongoDB in the same process.%n%n",
          Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
      new Benchmark(out, rounds).run(godwit, documents, pageSizes);
      return ExitCode.OK;
    }
  }
}
