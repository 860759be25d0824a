package dev.godwit.worker.batch;

import org.jspecify.annotations.Nullable;

/** Tells in a line why something failed, for messages that must stay small. */
final class Reasons {

  private static final int MAX_LENGTH = 1000;
  private static final int MAX_CAUSES = 3;

  private Reasons() {}

  /** Class and message, and those of the causes where they say more. */
  static String of(Throwable failure) {
    StringBuilder reason = new StringBuilder(one(failure));
    Throwable cause = failure.getCause();
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      String message = message(cause);
      if (message != null && reason.indexOf(message) < 0) {
        reason.append(", because of ").append(one(cause));
      }
      cause = cause.getCause();
    }
    return cut(reason.toString());
  }

  static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }

  private static String one(Throwable failure) {
    String message = message(failure);
    String name = failure.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + message;
  }

  /** A migration's own exception may fail even here. */
  private static @Nullable String message(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (RuntimeException e) {
      return "its message cannot be had (" + e.getClass().getSimpleName() + ")";
    }
  }
}
