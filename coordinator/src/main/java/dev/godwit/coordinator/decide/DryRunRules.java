package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Task;

/** Dry runs leave no state behind, so that a declined one carries all that is needed to go on. */
final class DryRunRules {

  /** Neighbouring partitions may belong to the same worker. */
  private static final int ROUNDS = 2;

  private DryRunRules() {}

  static void declined(Turn turn, Event.Declined event, Task task) {
    int partitions = turn.installation().taskPartitions();
    if (task.dryRun() == null) {
      return;
    }
    if (task.attempt() < ROUNDS * partitions) {
      turn.send(
          new Task(
              task.kind(),
              task.batchId(),
              task.attempt() + 1,
              task.revision(),
              task.page(),
              task.dryRun(),
              turn.now()),
          Asking.partition(turn, task.batchId().migration(), task.attempt()));
      return;
    }
    turn.reply(
        new Reply(
            Command.Verb.START.wireName(),
            task.dryRun().commandId(),
            task.batchId().migration(),
            false,
            "no worker can try it, try again in a moment: " + event.reason(),
            turn.now(),
            null));
  }
}
