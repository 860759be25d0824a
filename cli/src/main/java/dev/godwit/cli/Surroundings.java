package dev.godwit.cli;

import dev.godwit.cli.installation.Connector;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the commands have around them.
 *
 * @param variables the environment variables
 * @param connector how installations are reached
 * @param out where answers go
 * @param err where everything else goes
 * @param look how things are shown
 */
public record Surroundings(
    Map<String, String> variables,
    Connector connector,
    PrintStream out,
    PrintStream err,
    Look look) {

  public Surroundings {
    variables = Map.copyOf(variables);
  }

  /** Those of this process; JSON is UTF-8 everywhere, whatever the locale says. */
  static Surroundings ofProcess(Connector connector) {
    return new Surroundings(
        System.getenv(),
        connector,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        Look.ofProcess());
  }

  private static PrintStream utf8(FileDescriptor file) {
    return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
  }
}
