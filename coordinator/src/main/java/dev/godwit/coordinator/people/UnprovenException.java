package dev.godwit.coordinator.people;

/** A command came with a proof that does not hold; the message is for whoever sent it. */
public final class UnprovenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnprovenException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
