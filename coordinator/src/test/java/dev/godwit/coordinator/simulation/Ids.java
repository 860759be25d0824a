package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Cursor;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/** The {@code _id} of model documents inside cursors. */
final class Ids {

  private Ids() {}

  static int of(Cursor cursor) {
    return cursor.after().asInt32().getValue();
  }

  static Cursor cursor(int id) {
    return new Cursor(new BsonInt32(id));
  }

  /** Whether one cursor stands before the other; nothing stands before null, the beginning. */
  static boolean isBefore(@Nullable Cursor one, @Nullable Cursor other) {
    return other != null && (one == null || of(one) < of(other));
  }
}
