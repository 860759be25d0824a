package dev.godwit.coordinator.web;

import dev.godwit.boot.Answer;
import dev.godwit.boot.Endpoint;
import java.util.function.BooleanSupplier;

/**
 * What was read from topics, each by a callback of its own.
 *
 * @param caughtUp whether {@code states} holds all that was in its topic at the start
 */
public record Views(
    StateView states, HistoryView history, ReplyView replies, BooleanSupplier caughtUp) {

  /** Nobody is told that there is nothing before it is known what there is. */
  Endpoint onceCaughtUp(Endpoint endpoint) {
    return request ->
        caughtUp.getAsBoolean()
            ? endpoint.answer(request)
            : Answer.error(503, "the states are still being read from Kafka; ask again in a moment")
                .withHeader("Retry-After", "1");
  }
}
