package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A half-open range of {@code _id}: everything after {@code cursor}, up to and with {@code
 * upperBound}, in BSON order over all types.
 *
 * @param cursor where to go on; null from the beginning
 * @param upperBound the last {@code _id} that belongs to it; null to the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Range(@Nullable Cursor cursor, @Nullable Cursor upperBound) {

  /** The whole collection. */
  public static final Range ALL = new Range(null, null);

  /** The rest of the range after that cursor. */
  public Range after(@Nullable Cursor reached) {
    return new Range(reached, upperBound);
  }
}
