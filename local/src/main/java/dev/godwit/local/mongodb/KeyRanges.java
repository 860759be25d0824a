package dev.godwit.local.mongodb;

import dev.godwit.local.mongodb.KeyRange.Cut;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of keys, as ranges that are disjoint and ascending. */
record KeyRanges(List<KeyRange> ranges) {

  static final KeyRanges ALL = of(KeyRange.of(TypeBracket.MIN_KEY, TypeBracket.MAX_KEY));
  static final KeyRanges NONE = new KeyRanges(List.of());

  KeyRanges {
    ranges = List.copyOf(ranges);
  }

  static KeyRanges of(KeyRange range) {
    return range.isEmpty() ? NONE : new KeyRanges(List.of(range));
  }

  static KeyRanges between(Cut from, Cut to) {
    return of(new KeyRange(from, to));
  }

  static KeyRanges point(@Nullable Object value) {
    return between(Cut.before(value), Cut.behind(value));
  }

  static KeyRanges bracket(TypeBracket bracket) {
    return of(KeyRange.of(bracket, bracket));
  }

  static KeyRanges union(Collection<KeyRanges> parts) {
    List<KeyRange> sorted = parts.stream().flatMap(part -> part.ranges.stream()).sorted().toList();
    List<KeyRange> merged = new ArrayList<>();
    for (KeyRange range : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).touches(range)) {
        merged.set(last, merged.get(last).extendTo(range.to()));
      } else {
        merged.add(range);
      }
    }
    return new KeyRanges(merged);
  }

  KeyRanges intersect(KeyRanges other) {
    List<KeyRange> common = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < ranges.size() && j < other.ranges.size()) {
      KeyRange a = ranges.get(i);
      KeyRange b = other.ranges.get(j);
      KeyRange both = a.intersect(b);
      if (!both.isEmpty()) {
        common.add(both);
      }
      if (a.to().compareTo(b.to()) < 0) {
        i++;
      } else {
        j++;
      }
    }
    return new KeyRanges(common);
  }

  boolean contains(OrderedKey key) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      KeyRange range = ranges.get(middle);
      if (range.contains(key)) {
        return true;
      }
      if (range.from().compareTo(new Cut(key, false)) > 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return false;
  }

  boolean isAll() {
    return equals(ALL);
  }
}
