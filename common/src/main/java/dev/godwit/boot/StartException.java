package dev.godwit.boot;

import org.jspecify.annotations.Nullable;

/** A program cannot start for a reason that the person who started it can mend. */
public class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what failed, on what, why, and what to do; shown without a stack trace
   */
  public StartException(String message) {
    this(message, null);
  }

  /**
   * @param message what failed, on what, why, and what to do; shown without a stack trace
   */
  public StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
