package dev.godwit.worker.mongo;

import org.jspecify.annotations.Nullable;

/** The database did not do what it was asked, for a reason that no single document has. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Trouble trouble;

  /**
   * @param message what happened, in a line, without secrets
   */
  public DatabaseException(Trouble trouble, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.trouble = trouble;
  }

  /** What is wrong. */
  public Trouble trouble() {
    return trouble;
  }
}
