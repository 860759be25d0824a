package dev.godwit.worker.batch;

/** One document cannot be migrated; the message says why. */
final class DocumentFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  DocumentFailedException(String reason) {
    super(reason);
  }

  /** The message, which is always there. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
