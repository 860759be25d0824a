package dev.godwit.worker.tls;

/** A file does not hold what it should; the message says why, and nothing of what it holds. */
public final class UnusableFileException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableFileException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
