package dev.godwit.worker.batch;

import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one task.
 *
 * @param deadLetters documents that could not be migrated and were skipped; sent before the event
 * @param event what the coordinator is told; null for a dry run that was answered
 * @param reply the answer to a dry run; null for everything else
 */
public record WorkResult(
    List<DeadLetter> deadLetters, @Nullable Event event, @Nullable Reply reply) {

  public WorkResult {
    deadLetters = List.copyOf(deadLetters);
    if ((event == null) == (reply == null)) {
      throw new IllegalArgumentException("a task ends with either an event or a reply");
    }
  }

  /** An event. */
  public static WorkResult of(Event event) {
    return new WorkResult(List.of(), event, null);
  }

  /** The answer to a dry run. */
  public static WorkResult of(Reply reply) {
    return new WorkResult(List.of(), null, reply);
  }
}
