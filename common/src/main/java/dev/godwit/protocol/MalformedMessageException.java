package dev.godwit.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A message that cannot be understood; the message says which field, what it holds, and what was
 * expected.
 */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message);
  }

  public MalformedMessageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
