package dev.godwit.worker.catalog;

/** A file, or a part of one, cannot be read; the message says where and why. */
final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }
}
