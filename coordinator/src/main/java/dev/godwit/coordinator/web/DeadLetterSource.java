package dev.godwit.coordinator.web;

import dev.godwit.protocol.Offsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads dead letters where workers have written them. */
@FunctionalInterface
public interface DeadLetterSource {

  /** A dead letter as it stands in its topic. */
  record Letter(long offset, String json) {}

  /**
   * What was found.
   *
   * @param letters in the order of offsets
   * @param missing why some were not; null when all were
   */
  record Found(List<Letter> letters, @Nullable String missing) {
    public Found {
      letters = List.copyOf(letters);
    }
  }

  /**
   * Reads those at these offsets, as far as it can within a few seconds.
   *
   * @throws UnreadableException when none can be read
   */
  Found read(Offsets offsets);

  /** Dead letters cannot be read now. */
  final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
