package dev.godwit.cli.installation;

import org.jspecify.annotations.Nullable;

/** The installation cannot be reached or does not answer; shown without a stack trace. */
public final class InstallationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what failed, on what, and what to do
   */
  public InstallationException(String message) {
    this(message, null);
  }

  /**
   * @param message what failed, on what, and what to do
   */
  public InstallationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
