package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/** What may help a batch that failed as a whole. */
public enum FailureKind {
  /** A server was away or stepping down: the same again, later, as long as it takes. */
  OUTAGE("outage"),
  /** It took too long, was too large, or the page could not be prepared: later, or less at once. */
  PAGE("page"),
  /** Nothing but a person. */
  PERMANENT("permanent");

  private final String wireName;

  FailureKind(String wireName) {
    this.wireName = wireName;
  }

  /** The word on the wire. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
