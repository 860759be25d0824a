package dev.godwit.coordinator;

import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Delivery.Phase;
import dev.godwit.protocol.Delivery.Trouble;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import org.jspecify.annotations.Nullable;

/** Why nothing moves, in few words; {@code waitingFor} says the same in many. */
enum WaitReason {
  /** No worker takes the task. */
  NO_WORKER("noWorker"),
  /** Workers are busy with other batches. */
  BUSY("busy"),
  /** Those that take it cannot do it: another version, no such migration, no database. */
  DECLINED("declined"),
  /** A server was away. */
  OUTAGE("outage"),
  /** The page failed as a whole. */
  PAGE("page"),
  /** The worker that took it is not heard of any more. */
  SILENT_WORKER("silentWorker"),
  /** Anything else that the state gives a reason for. */
  OTHER("other");

  private final String label;

  WaitReason(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Null when it is not running, or when any of its segments moves. */
  static @Nullable WaitReason of(State state) {
    if (state.status() != Status.RUNNING) {
      return null;
    }
    @Nullable WaitReason first = null;
    for (Segment segment : state.progress().segments()) {
      Delivery delivery = segment.delivery();
      if (delivery != null) {
        WaitReason reason = of(delivery, state.progress().waitingFor() != null);
        if (reason == null) {
          return null;
        }
        first = first == null ? reason : first;
      }
    }
    return first;
  }

  /** What happened last comes first; a batch in trouble waits until it lands. */
  private static @Nullable WaitReason of(Delivery delivery, boolean stated) {
    Trouble trouble = delivery.trouble();
    if (trouble.unheard() > 0) {
      return NO_WORKER;
    } else if (trouble.queued() > 0) {
      return BUSY;
    } else if (trouble.declined() > 0 && delivery.phase() != Phase.TAKEN) {
      return DECLINED;
    } else if (trouble.outages() > 0) {
      return OUTAGE;
    } else if (trouble.failures() > 0) {
      return PAGE;
    } else if (trouble.taken() > 0 && delivery.phase() == Phase.SENT) {
      return SILENT_WORKER;
    }
    return stated && delivery.phase() == Phase.WAITING ? OTHER : null;
  }
}
