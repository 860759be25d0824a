package dev.godwit.coordinator.decide;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Segment;

/**
 * A batch that is asked for and not yet told of.
 *
 * @param draft the state it belongs to, in the making
 * @param segment its segment
 * @param delivery how it was asked for
 */
record Batch(Draft draft, Segment segment, Delivery delivery) {

  /** "batch 17" or "the preparation". */
  String name() {
    return segment.batch() == BatchId.PREPARE ? "the preparation" : "batch " + segment.batch();
  }
}
