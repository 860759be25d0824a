package dev.godwit.worker.consume;

import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Task;
import org.jspecify.annotations.Nullable;

/** Reads the records of the tasks topic. */
final class TaskReader {

  /** The coordinator sends none that is larger. */
  private static final int MAX_BYTES = 1024 * 1024;

  private TaskReader() {}

  /**
   * The task.
   *
   * @throws MalformedMessageException when it is none, for whatever reason
   */
  static Task read(byte @Nullable [] value) {
    if (value == null) {
      throw new MalformedMessageException("a record without a value");
    }
    if (value.length > MAX_BYTES) {
      throw new MalformedMessageException(
          "%d bytes: expected at most %d".formatted(value.length, MAX_BYTES));
    }
    try {
      return Json.read(value, Task.class);
    } catch (MalformedMessageException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new MalformedMessageException("not a Task: " + e, e);
    }
  }
}
