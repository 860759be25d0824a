package dev.godwit.coordinator.topology;

import java.util.Optional;
import java.util.Set;

/**
 * The value of a record that is to be sent.
 *
 * @param json its bytes
 * @param partition where to; more than the topic has are counted from its first again
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries bytes to the producer
record Outgoing(byte[] json, int partition) {

  /** For a topic that has one partition. */
  static Outgoing single(byte[] json) {
    return new Outgoing(json, 0);
  }

  /** The partitioner of all sinks. */
  static Optional<Set<Integer>> partitions(
      String topic, String key, Outgoing value, int partitions) {
    return Optional.of(Set.of(Math.floorMod(value.partition(), partitions)));
  }
}
