package dev.godwit.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A message that cannot be understood; the message says which field, what it holds, and what was
 * expected.
 */
public final class MalformedMessageException extends RuntimeException {
  private static final int MAX_LENGTH = 2_000;
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(cut(message));
  }

  public MalformedMessageException(String message, @Nullable Throwable cause) {
    super(cut(message), cause);
  }

  /** Whoever complains of a message may quote all of it. */
  private static String cut(String message) {
    return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH) + "…";
  }
}
