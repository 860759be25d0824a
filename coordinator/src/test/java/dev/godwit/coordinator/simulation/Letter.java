package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.BatchId;

/** A dead letter of the model. */
record Letter(BatchId batchId, int documentId) {

  boolean isOf(String migration, int run) {
    return batchId.migration().equals(migration) && batchId.run() == run;
  }
}
