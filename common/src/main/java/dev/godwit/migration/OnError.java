package dev.godwit.migration;

import com.fasterxml.jackson.annotation.JsonValue;

/** What happens when a document cannot be migrated. */
public enum OnError {
  /** The run stops before that document; nothing after it is written. The default. */
  FAIL("fail"),
  /** The document goes to the dead letters and the page goes on. */
  SKIP("skip");

  private final String wireName;

  OnError(String wireName) {
    this.wireName = wireName;
  }

  /** The word on the wire and in front of people. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
