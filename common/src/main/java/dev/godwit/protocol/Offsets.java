package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which records of a topic's only partition, in order; they are exactly these, unless they are so
 * scattered that the nearest had to be joined.
 *
 * @param ranges in order, with gaps between them
 */
public record Offsets(@JsonValue List<OffsetRange> ranges) {

  /** More ranges than this are not kept apart, so that a state stays small. */
  public static final int MAX_RANGES = 1_000;

  public static final Offsets NONE = new Offsets(List.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Offsets {
    ranges = ranges == null ? List.of() : atMost(MAX_RANGES, joined(ranges));
  }

  /** Exactly these. */
  public static Offsets of(Collection<Long> offsets) {
    return new Offsets(offsets.stream().map(each -> new OffsetRange(each, each)).toList());
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** How many there are. */
  public long size() {
    return ranges.stream().mapToLong(OffsetRange::size).sum();
  }

  /**
   * The first of them.
   *
   * @throws IndexOutOfBoundsException when there is none
   */
  public long first() {
    return ranges.get(0).first();
  }

  /**
   * The last of them.
   *
   * @throws IndexOutOfBoundsException when there is none
   */
  public long last() {
    return ranges.get(ranges.size() - 1).last();
  }

  public boolean contains(long offset) {
    return ranges.stream().anyMatch(range -> range.first() <= offset && offset <= range.last());
  }

  /** Both together. */
  public Offsets plus(Offsets other) {
    return new Offsets(Stream.concat(ranges.stream(), other.ranges.stream()).toList());
  }

  /** Those from one offset up to another, which is not among them any more. */
  public Offsets between(long from, long end) {
    List<OffsetRange> kept = new ArrayList<>();
    for (OffsetRange range : ranges) {
      long first = Math.max(range.first(), from);
      long last = Math.min(range.last(), end - 1);
      if (first <= last) {
        kept.add(new OffsetRange(first, last));
      }
    }
    return new Offsets(kept);
  }

  /** Those after that one. */
  public Offsets after(long offset) {
    return between(offset + 1, Long.MAX_VALUE);
  }

  /** The first so many. */
  public Offsets firstOnes(int count) {
    long left = count;
    for (OffsetRange range : ranges) {
      if (left <= range.size()) {
        return between(0, range.first() + left);
      }
      left -= range.size();
    }
    return this;
  }

  /** The last so many. */
  public Offsets lastOnes(int count) {
    long left = count;
    for (int i = ranges.size() - 1; i >= 0; i--) {
      OffsetRange range = ranges.get(i);
      if (left <= range.size()) {
        return between(range.last() - left + 1, Long.MAX_VALUE);
      }
      left -= range.size();
    }
    return this;
  }

  private static List<OffsetRange> joined(List<OffsetRange> ranges) {
    List<OffsetRange> joined = new ArrayList<>();
    for (OffsetRange range :
        ranges.stream().sorted(Comparator.comparingLong(OffsetRange::first)).toList()) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).touches(range)) {
        joined.set(last, joined.get(last).joined(range));
      } else {
        joined.add(range);
      }
    }
    return List.copyOf(joined);
  }

  /** The nearest neighbours become one, until there are few enough. */
  private static List<OffsetRange> atMost(int count, List<OffsetRange> ranges) {
    if (ranges.size() <= count) {
      return ranges;
    }
    List<Integer> nearestFirst =
        IntStream.range(1, ranges.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> ranges.get(i).first() - ranges.get(i - 1).last()))
            .toList();
    Set<Integer> joinedToTheOneBefore =
        new HashSet<>(nearestFirst.subList(0, ranges.size() - count));
    List<OffsetRange> fewer = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      if (joinedToTheOneBefore.contains(i)) {
        fewer.set(fewer.size() - 1, fewer.get(fewer.size() - 1).joined(ranges.get(i)));
      } else {
        fewer.add(ranges.get(i));
      }
    }
    return List.copyOf(fewer);
  }
}
