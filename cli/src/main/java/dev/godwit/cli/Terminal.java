package dev.godwit.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** The terminal that this process runs in. */
final class Terminal {

  private static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 20;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(3);
  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ (\\d{1,4})\\s*");

  private final InstantSource clock;
  private @Nullable Instant askedAt;
  private int width = USUAL_WIDTH;

  Terminal(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether a person looks on. */
  static boolean isThere() {
    Console console = System.console();
    return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
  }

  /** Whether nobody said that there should be no colours. */
  static boolean takesColours() {
    return Ansi.AUTO.enabled();
  }

  /** How many characters a line takes, as it may have become meanwhile. */
  synchronized int width() {
    Instant now = clock.instant();
    if (askedAt == null || Duration.between(askedAt, now).compareTo(ASK_AGAIN) > 0) {
      askedAt = now;
      width = Math.max(NARROWEST, ask());
    }
    return width;
  }

  /** From JDK 22 on a console is there even without a terminal. */
  private static boolean isTerminal(Console console) {
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Libraries that know more of terminals take Ctrl+C away from the program. */
  private static int ask() {
    File terminal = new File("/dev/tty");
    if (!terminal.exists()) {
      return USUAL_WIDTH;
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(terminal)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        String size = new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII);
        Matcher matcher = ROWS_AND_COLUMNS.matcher(size);
        boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
        return ended && matcher.matches() ? Integer.parseInt(matcher.group(1)) : USUAL_WIDTH;
      } finally {
        stty.destroy();
      }
    } catch (IOException e) {
      return USUAL_WIDTH;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_WIDTH;
    }
  }
}
