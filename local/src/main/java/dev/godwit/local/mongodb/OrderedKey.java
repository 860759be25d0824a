package dev.godwit.local.mongodb;

import org.jspecify.annotations.Nullable;

/** A value as a key of an index, or the edge before or behind all values of a type bracket. */
record OrderedKey(TypeBracket bracket, @Nullable Object value, int edge)
    implements Comparable<OrderedKey> {

  private static final int START = -1;
  private static final int VALUE = 0;
  private static final int END = 1;

  static OrderedKey of(@Nullable Object value) {
    return new OrderedKey(TypeBracket.of(value), value, VALUE);
  }

  static OrderedKey startOf(TypeBracket bracket) {
    return new OrderedKey(bracket, null, START);
  }

  static OrderedKey endOf(TypeBracket bracket) {
    return new OrderedKey(bracket, null, END);
  }

  @Override
  public int compareTo(OrderedKey other) {
    int byBracket = bracket.compareTo(other.bracket);
    if (byBracket != 0) {
      return byBracket;
    }
    return edge != VALUE || other.edge != VALUE
        ? Integer.compare(edge, other.edge)
        : BsonOrder.compareWithin(bracket, value, other.value);
  }
}
