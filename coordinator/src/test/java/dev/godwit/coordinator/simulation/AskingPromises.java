package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What workers may be asked for. */
final class AskingPromises {

  private AskingPromises() {}

  static void check(Decision decision, Oversight.Lookup after) {
    Set<String> asked = new HashSet<>();
    for (Effect.SendTask send : Oversight.tasks(decision)) {
      Task task = send.task();
      if (task.kind() != Task.Kind.DRY_RUN) {
        State state = after.state(task.batchId().migration());
        Promise.ONLY_A_RUNNING_ONE_ASKS.check(
            state.status() == Status.RUNNING, "%s, which is %s", task, state);
        Promise.ONE_CURRENT_BATCH.check(
            isCurrent(send, state) && asked.add(state.migration()),
            "%s, which stands at %s",
            task,
            state);
      }
    }
  }

  /** The next of those that are to be tried again; null when none are. */
  private static @Nullable Offsets letters(Task task, State state) {
    Failures.Retry retry = state.progress().failures().retry();
    return retry == null || !retry.begun() ? null : retry.left().firstOnes(task.page().batchSize());
  }

  private static boolean isCurrent(Effect.SendTask send, State state) {
    Task task = send.task();
    Segment segment = Transition.segment(state);
    Delivery delivery = segment == null ? null : segment.delivery();
    return segment != null
        && delivery != null
        && task.batchId()
            .equals(new BatchId(state.migration(), state.run(), segment.id(), segment.batch()))
        && (task.kind() == Task.Kind.PREPARE) == (segment.batch() == BatchId.PREPARE)
        && task.page().range().equals(segment.range())
        && Objects.equals(task.page().letters(), letters(task, state))
        && task.revision().equals(state.definition().revision())
        && delivery.phase() == Delivery.Phase.SENT
        && delivery.attempt() == task.attempt()
        && delivery.partition() == send.partition();
  }
}
