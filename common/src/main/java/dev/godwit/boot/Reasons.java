package dev.godwit.boot;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells in one line why something failed. */
final class Reasons {

  private static final int MOST_CAUSES = 20;

  private Reasons() {}

  /** Class and message of this failure alone, in a line. */
  static String first(@Nullable Throwable failure) {
    return failure == null ? "no reason is known" : line(failure);
  }

  /** The message of the first cause of all, which says more than those wrapped around it. */
  static String of(Throwable failure) {
    Throwable deepest = failure;
    for (int i = 0; i < MOST_CAUSES; i++) {
      Throwable cause = deepest.getCause();
      boolean saysNothing = deepest instanceof ExecutionException || deepest.getMessage() == null;
      if (cause == null || (cause.getMessage() == null && !saysNothing)) {
        break;
      }
      deepest = cause;
    }
    return line(deepest);
  }

  private static String line(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return message == null || message.isBlank()
        ? name
        : name + ": " + message.lines().findFirst().orElse(name);
  }
}
