package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.Task;
import java.time.Instant;

/** What is to be done; all of it can be derived again from the states. */
public sealed interface Effect {

  /** A worker is asked. */
  record SendTask(Task task, int partition) implements Effect {}

  /** A command is answered. */
  record SendReply(Reply reply) implements Effect {}

  /**
   * A command is not answered yet: it is kept, and decided about again.
   *
   * @param offset where it stands in its topic
   * @param since when it was put off for the first time
   */
  record PutOff(Command command, long offset, Instant since) implements Effect {}

  /**
   * A command that was put off is answered, and not decided about any more.
   *
   * @param offset where it stands in its topic
   */
  record AnswerPutOff(long offset, Reply reply) implements Effect {}

  /** How a run ended is kept. */
  record KeepSummary(RunSummary summary) implements Effect {}
}
