package dev.godwit.cli;

import dev.godwit.cli.display.ProgressDisplay;
import java.io.PrintStream;
import java.util.List;

/** Says, when somebody presses Ctrl+C, that only the waiting ends by it. */
final class Interruption implements AutoCloseable {

  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** From now on until it is closed. */
  static Interruption tells(PrintStream err, List<String> names, ProgressDisplay display) {
    Thread hook =
        new Thread(
            () -> {
              display.close();
              err.println(message(names));
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  static String message(List<String> names) {
    if (names.isEmpty()) {
      return """
          Not waiting any longer; it goes on without you.
            'godwit status --watch' shows it, 'godwit cancel-all' stops it.""";
    }
    String all = String.join(" ", names);
    String first = names.get(0);
    return """
        Not waiting any longer; it goes on without you.
          'godwit status %s --watch' shows it, 'godwit pause %s' or 'godwit cancel %s' stops it."""
        .formatted(all, first, first);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is being told right now.
    }
  }
}
