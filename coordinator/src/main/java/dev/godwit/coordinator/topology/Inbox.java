package dev.godwit.coordinator.topology;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.CommandReader;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/** Reads what comes in; whatever is wrong with it ends as a {@link MalformedMessageException}. */
final class Inbox {

  /** No event of a worker is longer, in bytes: a cursor and an error fit many times. */
  static final int MAX_EVENT_BYTES = 512 * 1024;

  private Inbox() {}

  static Command command(byte @Nullable [] bytes) {
    try {
      return CommandReader.read(bytes);
    } catch (MalformedMessageException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw unreadable("command", e);
    }
  }

  static Event event(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new MalformedMessageException("expected an event, got a record without a value");
    }
    if (bytes.length > MAX_EVENT_BYTES) {
      throw new MalformedMessageException(
          "an event of %d bytes: expected at most %d".formatted(bytes.length, MAX_EVENT_BYTES));
    }
    try {
      Event event = Json.read(bytes, Event.class);
      if (event.migration() == null) {
        throw new MalformedMessageException("an event that names no migration");
      }
      return event;
    } catch (MalformedMessageException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw unreadable("event", e);
    }
  }

  private static MalformedMessageException unreadable(String what, Throwable e) {
    return new MalformedMessageException(
        "not a %s that can be read (%s)".formatted(what, e.getClass().getSimpleName()), e);
  }
}
