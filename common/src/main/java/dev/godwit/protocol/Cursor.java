package dev.godwit.protocol;

import org.bson.BsonValue;

/** The last {@code _id} that is done, in any BSON type; on the wire {@code {"after": …}}. */
public record Cursor(BsonValue after) {
  public Cursor {
    if (after == null) {
      throw new IllegalArgumentException("a cursor needs the _id it stands after");
    }
  }

  @Override
  public String toString() {
    return ExtendedJson.write(after);
  }
}
