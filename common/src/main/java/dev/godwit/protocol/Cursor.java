package dev.godwit.protocol;

import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** The last {@code _id} that is done, in any BSON type; on the wire {@code {"after": …}}. */
public record Cursor(BsonValue after) {
  public Cursor {
    if (after == null) {
      throw new IllegalArgumentException("a cursor needs the _id it stands after");
    }
  }

  /**
   * Documents equal each other in Java whatever the order of their fields, which in MongoDB are
   * different ids.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cursor cursor && toString().equals(cursor.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return ExtendedJson.write(after);
  }
}
