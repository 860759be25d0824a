package dev.godwit.local.junit;

import dev.godwit.cli.text.Colours;
import dev.godwit.cli.text.Ending;
import dev.godwit.protocol.State;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a failing test says. */
final class Words {

  private Words() {}

  static String notCompleted(State state) {
    return "expected '%s' to complete, but it is %s%n  %s"
        .formatted(state.migration(), state.status(), details(state));
  }

  static String completed(State state) {
    return "expected '%s' not to complete, but it did%n  %s"
        .formatted(state.migration(), details(state));
  }

  static String late(String migration, String otherwise, Duration timeout, @Nullable State state) {
    return "'%s' is %s after %s%n  %s"
        .formatted(
            migration,
            otherwise,
            timeout,
            state == null ? "nothing is known of it" : details(state));
  }

  private static String details(State state) {
    List<String> why = Ending.whyNot(state);
    String ending = Ending.of(state, Colours.OFF);
    return why.isEmpty()
        ? ending
        : ending + System.lineSeparator() + String.join(System.lineSeparator(), why);
  }
}
