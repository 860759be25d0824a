package dev.godwit.coordinator.topology;

import dev.godwit.protocol.Reply;

/** What is answered instead of a reply that is too large. */
final class ShortReply {

  private ShortReply() {}

  /** The same answer with the beginning of its message, and without the result of a dry run. */
  static Reply of(Reply reply) {
    String message = LongTexts.cut(reply.message(), LongTexts.KEPT);
    return new Reply(
        reply.command(),
        reply.id(),
        reply.migration(),
        reply.accepted(),
        message + (reply.dryRun() == null ? "" : "; the result is too large to be sent"),
        reply.at(),
        null);
  }
}
