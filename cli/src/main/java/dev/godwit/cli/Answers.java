package dev.godwit.cli;

import dev.godwit.cli.display.BarDisplay;
import dev.godwit.cli.display.LineDisplay;
import dev.godwit.cli.display.ProgressDisplay;
import dev.godwit.cli.installation.Answered;
import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.text.DryRunText;
import dev.godwit.cli.text.Ending;
import dev.godwit.cli.text.Shown;
import dev.godwit.cli.wait.Chain;
import dev.godwit.cli.wait.Waiting;
import dev.godwit.cli.wait.WaitingForAll;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** Tells what was answered, and how it ended. */
final class Answers {

  private final Surroundings around;
  private final boolean json;

  Answers(Surroundings around, boolean json) {
    this.around = around;
    this.json = json;
  }

  /** Prints a reply and returns the exit code: 0 when it was accepted, 1 when it was refused. */
  int tell(Reply reply) {
    if (json) {
      around.out().println(Json.write(reply));
    } else if (reply.accepted()) {
      String about = reply.migration() == null ? "" : reply.migration() + ": ";
      around.out().println(about + Shown.printable(reply.message()));
      if (reply.dryRun() != null) {
        DryRunText.lines(reply.dryRun(), around.look().colours()).forEach(around.out()::println);
      }
    } else {
      around
          .err()
          .println(around.look().colours().bad("refused: ") + Shown.printable(reply.message()));
    }
    return reply.accepted() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Waits until what the command began has ended, and returns 0 when it is completed. */
  int wait(Command command, Answered answered, Installation installation) {
    Waiting.Outcome outcome;
    try (StateFeed feed = installation.states();
        ProgressDisplay display = display();
        Interruption told = Interruption.tells(around.err(), command.migrations(), display)) {
      outcome =
          new Waiting(feed, display, around.look().clock())
              .untilEnd(command.migrations(), answered);
    }
    Chain chain = outcome.chain();
    boolean isDone = outcome.isCompleted() || isPausedAsAsked(command, chain);
    if (json) {
      chain.runs().forEach(run -> around.out().println(Json.write(run)));
    } else {
      tellEnd(chain, isDone);
    }
    return isDone ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Waits until all that {@code up} is about has ended, and returns 0 when it is completed. */
  int waitForAll(Command command, Answered answered, Installation installation) {
    WaitingForAll.Outcome outcome;
    try (StateFeed feed = installation.states();
        ProgressDisplay display = display();
        Interruption told = Interruption.tells(around.err(), List.of(), display)) {
      outcome = new WaitingForAll(feed, display, around.look().clock()).untilEnd(command, answered);
    }
    if (json) {
      outcome.ran().forEach(run -> around.out().println(Json.write(run)));
      outcome.open().forEach(run -> around.out().println(Json.write(run)));
    } else {
      outcome.ran().forEach(run -> around.out().println(ending(run)));
      for (State open : outcome.open()) {
        around.err().println(open.run() == 0 ? open.migration() + ": pending" : ending(open));
        Ending.whyNot(open).forEach(around.err()::println);
      }
    }
    outcome.missing().forEach(name -> around.err().println(name + ": is not known"));
    return outcome.isCompleted() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void tellEnd(Chain chain, boolean isDone) {
    List<State> runs = chain.runs();
    runs.subList(0, runs.size() - 1).forEach(run -> around.out().println(ending(run)));
    State last = chain.current();
    if (isDone) {
      around.out().println(ending(last));
    } else {
      around.err().println(ending(last));
      Ending.whyNot(last).forEach(around.err()::println);
    }
  }

  private String ending(State run) {
    return Ending.of(run, around.look().colours());
  }

  /** After one batch it pauses, which is what was asked for. */
  private static boolean isPausedAsAsked(Command command, Chain chain) {
    State last = chain.current();
    return command.options().oneBatchOnly()
        && last.status() == Status.PAUSED
        && last.progress().error() == null;
  }

  private ProgressDisplay display() {
    Look look = around.look();
    return look.isTerminal() && !json
        ? new BarDisplay(around.out(), look.width())
        : new LineDisplay(json ? around.err() : around.out(), look.zone());
  }
}
