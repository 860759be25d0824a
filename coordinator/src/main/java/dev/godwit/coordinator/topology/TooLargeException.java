package dev.godwit.coordinator.topology;

/** A message is larger than Kafka takes, and cannot be made smaller. */
final class TooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooLargeException(String what, int bytes, int maxBytes) {
    super("%s has %d bytes; Kafka takes at most %d".formatted(what, bytes, maxBytes));
  }
}
