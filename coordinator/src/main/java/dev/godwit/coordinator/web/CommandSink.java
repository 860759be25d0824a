package dev.godwit.coordinator.web;

import dev.godwit.coordinator.people.Proof;
import org.jspecify.annotations.Nullable;

/** Writes commands where the coordinator that decides reads them. */
@FunctionalInterface
public interface CommandSink {

  /**
   * Returns when the command is safe.
   *
   * @param proof who sent it; null when that is only claimed
   * @throws NotConfirmedException when that took too long, or cannot be
   */
  void send(byte[] command, @Nullable Proof proof) throws InterruptedException;

  /** Nobody knows whether the command will be carried out. */
  final class NotConfirmedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotConfirmedException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
