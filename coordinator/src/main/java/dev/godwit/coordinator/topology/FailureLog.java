package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.protocol.CommandWriter;
import dev.godwit.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that the rules failed; a failure that every tick brings again only once a minute. */
final class FailureLog {

  private static final Logger LOG = LoggerFactory.getLogger(Term.class);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int MAX_SHOWN = 1_000;

  private final Map<Input, Instant> quietUntil = new HashMap<>();

  void log(Input input, Throwable failure, Instant now) {
    if (input instanceof Input.Tick) {
      if (now.isBefore(quietUntil.getOrDefault(input, Instant.MIN))) {
        return;
      }
      quietUntil.put(input, now.plus(QUIET));
    }
    LOG.atError()
        .addKeyValue("input", shown(input))
        .setCause(failure)
        .log("What follows from an input cannot be decided or sent; it is skipped. This is a bug");
  }

  /** What broke the rules may break this just as well. */
  private static String shown(Input input) {
    try {
      return text(input);
    } catch (RuntimeException | StackOverflowError e) {
      return input.getClass().getSimpleName() + ", which cannot be shown either";
    }
  }

  private static String text(Input input) {
    String text;
    if (input instanceof Input.Commanded commanded) {
      text = CommandWriter.write(commanded.command()) + " at offset " + commanded.offset();
    } else if (input instanceof Input.Told told) {
      text = Json.write(told.event());
    } else {
      text = input.toString();
    }
    return LongTexts.cut(text, MAX_SHOWN);
  }
}
