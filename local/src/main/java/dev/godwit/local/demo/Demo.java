package dev.godwit.local.demo;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.godwit.cli.Look;
import dev.godwit.cli.text.Ending;
import dev.godwit.cli.wait.Chain;
import dev.godwit.cli.wait.Verdict;
import dev.godwit.local.LocalGodwit;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bson.Document;

/** Loads the data set, has it migrated, and shows and checks what came of it. */
final class Demo {

  private final int most;
  private final PrintStream out;
  private final Look look;

  /**
   * @param most how many places of the data set are loaded
   */
  Demo(int most, PrintStream out, Look look) {
    this.most = most;
    this.out = out;
    this.look = look;
  }

  /** Whether everything is as it must be. */
  boolean run(LocalGodwit godwit) {
    ConnectionString uri = new ConnectionString(godwit.mongodbUri());
    try (MongoClient client = MongoClients.create(uri)) {
      MongoDatabase database = client.getDatabase(Objects.requireNonNull(uri.getDatabase()));
      MongoCollection<Document> places = database.getCollection("places");
      Samples samples = load(places);
      Chain chain = new Series(godwit, out, look).run(DemoMigrations.NAMES);
      tellEnd(chain, godwit.topics().state());
      tell("The same places now:", samples.lines(places));
      return chain.verdict() == Verdict.COMPLETED && isRight(database);
    }
  }

  private Samples load(MongoCollection<Document> places) {
    long begun = System.nanoTime();
    out.println("Loading places of GeoNames (www.geonames.org, CC BY 4.0) …");
    Loader.load(most, places);
    out.printf(Locale.ROOT, "Loaded %,d in %s.%n%n", places.countDocuments(), seconds(begun));
    Samples samples = Samples.choose(most);
    tell("Some of them:", samples.lines(places));
    return samples;
  }

  private void tellEnd(Chain chain, String topic) {
    out.println();
    tell(
        "How they ended, as the topic " + topic + " tells:",
        chain.runs().stream().map(run -> Ending.of(run, look.colours())).toList());
    if (chain.verdict() != Verdict.COMPLETED) {
      Ending.whyNot(chain.current()).forEach(out::println);
    }
  }

  private boolean isRight(MongoDatabase database) {
    long begun = System.nanoTime();
    List<Finding> findings = new Check(most, database).findings();
    out.println("What other queries find, beside what the data set demands:");
    findings.forEach(finding -> out.println("  " + finding.line()));
    boolean isRight = findings.stream().allMatch(Finding::agrees);
    out.printf(
        "%n%s (checked in %s)%n",
        isRight ? "All of it agrees." : look.colours().bad("It does not agree."), seconds(begun));
    return isRight;
  }

  private void tell(String heading, List<String> lines) {
    out.println(heading);
    lines.forEach(line -> out.println("  " + line));
    out.println();
  }

  static String seconds(long begun) {
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);
    return String.format(Locale.ROOT, "%.1f s", taken.toMillis() / 1000.0);
  }
}
