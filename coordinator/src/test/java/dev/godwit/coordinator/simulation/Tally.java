package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Counts;

/** Counts in the making. */
final class Tally {
  int updated;
  int unchanged;
  int deleted;
  int failed;
  int vanished;
  int conflicts;

  Counts counts() {
    return Counts.of(updated, unchanged, deleted, failed, vanished, conflicts);
  }
}
