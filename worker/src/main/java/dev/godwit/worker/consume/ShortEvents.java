package dev.godwit.worker.consume;

import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.FailureKind;
import java.util.List;

/** Cuts events down that are too large to be sent. */
final class ShortEvents {

  private ShortEvents() {}

  /** An event that says the same as far as it can in so many bytes. */
  static Event of(Event event, int maxBytes) {
    if (event instanceof Event.Completed completed) {
      return completed(completed, maxBytes);
    } else if (event instanceof Event.Failed failed) {
      return new Event.Failed(failed.origin(), failed.kind(), Texts.cut(failed.message()));
    } else if (event instanceof Event.Declined declined) {
      return new Event.Declined(declined.origin(), Texts.cut(declined.reason()), declined.task());
    } else if (event instanceof Event.Prepared prepared) {
      return new Event.Prepared(
          prepared.origin(), prepared.estimatedTotal(), Texts.cutOrNull(prepared.refusal()));
    } else if (event instanceof Event.Announced announced) {
      return announced(announced, maxBytes);
    } else if (event instanceof Event.Taken
        || event instanceof Event.Working
        || event instanceof Event.LettersGone) {
      return event;
    }
    throw new AssertionError("no way to cut " + event.getClass());
  }

  /** What is long is an error or an {@code _id}, and without the latter the run cannot go on. */
  private static Event completed(Event.Completed completed, int maxBytes) {
    Event shorter =
        new Event.Completed(
            completed.origin(),
            completed.span(),
            completed.counts(),
            completed.error() == null ? null : cut(completed.error()),
            completed.timing(),
            completed.letters());
    int bytes = Texts.bytes(shorter);
    return bytes <= maxBytes
        ? shorter
        : new Event.Failed(
            completed.origin(),
            FailureKind.PERMANENT,
            "the cursor of %s takes %d bytes; a message may have %d, so such an _id cannot be gone on after"
                .formatted(completed.origin().batchId(), bytes, maxBytes));
  }

  private static Failure cut(Failure failure) {
    return new Failure(
        Texts.cut(failure.message()),
        Texts.isLong(failure.documentId()) ? null : failure.documentId(),
        failure.batch(),
        failure.at());
  }

  /** A migration that nobody can start is better known by its name than not at all. */
  private static Event announced(Event.Announced announced, int maxBytes) {
    Definition old = announced.definition();
    Definition shorter =
        new Definition(
            old.migration(),
            Texts.cut(old.description()),
            old.collection(),
            old.revision(),
            old.defaults(),
            old.parameters());
    Event event = new Event.Announced(shorter, announced.worker(), announced.at());
    if (Texts.bytes(event) <= maxBytes) {
      return event;
    }
    return new Event.Announced(
        new Definition(
            old.migration(),
            "its definition is too large for a message",
            Texts.cut(old.collection()),
            old.revision(),
            old.defaults(),
            List.of()),
        announced.worker(),
        announced.at());
  }
}
