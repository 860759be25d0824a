package dev.godwit.coordinator.decide;

/** A command cannot be carried out; the message says why and what to do instead. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message, null, false, false);
  }
}
