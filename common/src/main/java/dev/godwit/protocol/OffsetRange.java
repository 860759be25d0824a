package dev.godwit.protocol;

/**
 * Some records of a topic's only partition that follow each other.
 *
 * @param first the offset of the first
 * @param last the offset of the last
 */
public record OffsetRange(long first, long last) {
  public OffsetRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("offsets %d to %d".formatted(first, last));
    }
  }

  /** How many offsets that are. */
  long size() {
    return last - first + 1;
  }

  /** Whether nothing is left out between the two. */
  boolean touches(OffsetRange later) {
    return later.first <= last + 1;
  }

  OffsetRange joined(OffsetRange later) {
    return new OffsetRange(first, Math.max(last, later.last));
  }
}
