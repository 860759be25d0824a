package dev.godwit.local.demo;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.StartException;
import dev.godwit.cli.Look;
import dev.godwit.cli.display.BarDisplay;
import dev.godwit.cli.display.LineDisplay;
import dev.godwit.cli.display.ProgressDisplay;
import dev.godwit.cli.installation.Address;
import dev.godwit.cli.installation.Answered;
import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.kafka.KafkaInstallation;
import dev.godwit.cli.wait.Chain;
import dev.godwit.cli.wait.Waiting;
import dev.godwit.local.LocalGodwit;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.CommandWriter;
import dev.godwit.protocol.StartOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Starts the migrations as anybody would, by a line on a topic, and looks on until they end. */
final class Series {

  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final LocalGodwit godwit;
  private final PrintStream out;
  private final Look look;

  Series(LocalGodwit godwit, PrintStream out, Look look) {
    this.godwit = godwit;
    this.out = out;
    this.look = look;
  }

  /** What became of them. */
  Chain run(List<String> names) {
    Command command = Command.start(names, StartOptions.NONE).by("demo").withId("demo");
    Address address =
        new Address(KafkaProperties.of(godwit.bootstrapServers()), godwit.topics(), ANSWER, false);
    try (Installation installation = KafkaInstallation.at(address);
        StateFeed feed = installation.states();
        ProgressDisplay display = display()) {
      awaitAnnounced(names, feed);
      out.printf("On the topic %s goes this line:%n", godwit.topics().commands());
      out.println("  " + CommandWriter.write(command));
      Answered answered = installation.ask(command, ANSWER);
      out.printf("On the topic %s comes the answer:%n", godwit.topics().replies());
      out.println("  " + answered.reply().message());
      out.println();
      if (!answered.reply().accepted()) {
        throw new StartException("the command of the demo was refused");
      }
      return new Waiting(feed, display, look.clock()).untilEnd(names, answered).chain();
    }
  }

  /**
   * Workers tell what they know when they start, and the coordinator refuses what it never heard.
   */
  private void awaitAnnounced(List<String> names, StateFeed feed) {
    long deadline = System.nanoTime() + ANSWER.toNanos();
    while (!feed.states().keySet().containsAll(names)) {
      if (System.nanoTime() - deadline > 0) {
        throw new StartException("known are only " + feed.states().keySet() + " of " + names);
      }
      feed.poll(Duration.ofMillis(50));
    }
  }

  private ProgressDisplay display() {
    return look.isTerminal()
        ? new BarDisplay(out, look.width())
        : new LineDisplay(out, look.zone());
  }
}
