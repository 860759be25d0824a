package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.Task;

/** What is to be done; all of it can be derived again from the states. */
public sealed interface Effect {

  /** A worker is asked. */
  record SendTask(Task task, int partition) implements Effect {}

  /** A command is answered. */
  record SendReply(Reply reply) implements Effect {}

  /** How a run ended is kept. */
  record KeepSummary(RunSummary summary) implements Effect {}
}
