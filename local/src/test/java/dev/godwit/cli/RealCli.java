package dev.godwit.cli;

import dev.godwit.cli.kafka.KafkaInstallation;
import dev.godwit.cli.text.Colours;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the command in this process against a real Kafka and keeps what it prints. */
public record RealCli(String servers, String prefix, Map<String, String> variables) {

  /** Without any other settings. */
  public RealCli(String servers, String prefix) {
    this(servers, prefix, Map.of());
  }

  /** How it ended, and what was printed. */
  public record Ended(int exitCode, String out, String err) {}

  public Ended run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kafka", servers, "--topic-prefix", prefix));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings around =
        new Surroundings(
            variables,
            KafkaInstallation::at,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new Look(false, Colours.OFF, () -> 100, InstantSource.system(), ZoneOffset.UTC));
    int exitCode = GodwitCommand.commandLine(around).execute(all.toArray(String[]::new));
    return new Ended(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
