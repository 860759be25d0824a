package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a migration stands. */
public enum Status {
  /** Known, and not started yet. */
  PENDING("pending"),
  /** Batches are asked for. */
  RUNNING("running"),
  /** Stopped by a person, to go on later. */
  PAUSED("paused"),
  /** Stopped by a person, the rest of its series dropped. */
  CANCELED("canceled"),
  /** Stopped by an error. */
  FAILED("failed"),
  /** Every document was handled, and none failed. */
  COMPLETED("completed"),
  /** Every document was handled, and some failed. */
  COMPLETED_WITH_FAILURES("completedWithFailures");

  private final String wireName;

  Status(String wireName) {
    this.wireName = wireName;
  }

  /** The word on the wire and in front of people. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** Whether the run is over, with or without failures. */
  public boolean isFinished() {
    return this == COMPLETED || this == COMPLETED_WITH_FAILURES;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
