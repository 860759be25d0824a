package dev.godwit.local.mongodb;

import org.jspecify.annotations.Nullable;

/** The keys between two cuts of the BSON order. */
record KeyRange(Cut from, Cut to) implements Comparable<KeyRange> {

  /** A place just before or just behind a key. */
  record Cut(OrderedKey key, boolean behind) implements Comparable<Cut> {

    static Cut before(@Nullable Object value) {
      return new Cut(OrderedKey.of(value), false);
    }

    static Cut behind(@Nullable Object value) {
      return new Cut(OrderedKey.of(value), true);
    }

    @Override
    public int compareTo(Cut other) {
      int byKey = key.compareTo(other.key);
      return byKey != 0 ? byKey : Boolean.compare(behind, other.behind);
    }
  }

  static KeyRange of(TypeBracket first, TypeBracket last) {
    return new KeyRange(
        new Cut(OrderedKey.startOf(first), false), new Cut(OrderedKey.endOf(last), true));
  }

  boolean isEmpty() {
    return from.compareTo(to) >= 0;
  }

  boolean contains(OrderedKey key) {
    return from.compareTo(new Cut(key, false)) <= 0 && new Cut(key, true).compareTo(to) <= 0;
  }

  KeyRange intersect(KeyRange other) {
    return new KeyRange(
        from.compareTo(other.from) >= 0 ? from : other.from,
        to.compareTo(other.to) <= 0 ? to : other.to);
  }

  boolean touches(KeyRange next) {
    return next.from.compareTo(to) <= 0;
  }

  KeyRange extendTo(Cut end) {
    return end.compareTo(to) > 0 ? new KeyRange(from, end) : this;
  }

  @Override
  public int compareTo(KeyRange other) {
    int byFrom = from.compareTo(other.from);
    return byFrom != 0 ? byFrom : to.compareTo(other.to);
  }
}
