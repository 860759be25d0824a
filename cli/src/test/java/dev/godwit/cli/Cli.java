package dev.godwit.cli;

import dev.godwit.cli.text.Colours;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Runs the command against a fake installation and keeps what it prints. */
final class Cli {

  /** When the command is typed, and answered. */
  static final Instant START = StateBuilder.BEGUN.plusSeconds(60);

  final ManualClock clock = new ManualClock(START);
  final FakeInstallation installation = new FakeInstallation(clock);
  private final Map<String, String> variables;
  private final boolean isTerminal;

  Cli() {
    this(Map.of(), false);
  }

  Cli(Map<String, String> variables, boolean isTerminal) {
    this.variables = variables;
    this.isTerminal = isTerminal;
  }

  /** How it ended, and what was printed. */
  record Ended(int exitCode, String out, String err) {}

  Ended run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        GodwitCommand.commandLine(
                new Surroundings(
                    variables,
                    installation::at,
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    new Look(
                        isTerminal,
                        isTerminal ? Colours.ON : Colours.OFF,
                        () -> 100,
                        clock,
                        ZoneOffset.UTC)))
            .execute(args);
    return new Ended(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
