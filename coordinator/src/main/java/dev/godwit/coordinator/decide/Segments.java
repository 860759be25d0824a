package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Segment;
import org.jspecify.annotations.Nullable;

/** How a segment goes from batch to batch. */
final class Segments {

  private Segments() {}

  /** A segment that has to be prepared. */
  static Segment fresh(int id, Range range, Delivery delivery) {
    return new Segment(id, range, 0, false, null, delivery);
  }

  static Segment withDelivery(Segment segment, @Nullable Delivery delivery) {
    return new Segment(
        segment.id(),
        segment.range(),
        segment.batch(),
        segment.done(),
        segment.reducedBatchSize(),
        delivery);
  }

  /** The next batch, from where the last one ended. */
  static Segment nextBatch(Segment segment, Delivery delivery) {
    return new Segment(
        segment.id(),
        segment.range(),
        segment.batch() + 1,
        segment.done(),
        segment.reducedBatchSize(),
        delivery);
  }

  /** Letters were tried again, which moves no cursor. */
  static Segment retried(Segment segment, int batchSize) {
    return withDelivery(reducedTo(segment, recovered(segment, batchSize)), null);
  }

  private static @Nullable Integer recovered(Segment segment, int batchSize) {
    Integer reduced = segment.reducedBatchSize();
    return reduced == null || reduced >= batchSize / 2 ? null : reduced * 2;
  }

  /** The outstanding batch has landed; after trouble the pages grow again. */
  static Segment landed(Segment segment, Event.Span span, int batchSize) {
    return new Segment(
        segment.id(),
        span.cursor() == null ? segment.range() : segment.range().after(span.cursor()),
        segment.batch(),
        span.done(),
        recovered(segment, batchSize),
        null);
  }

  /** The same segment with pages of that size until they go well; null for the run's own size. */
  static Segment reducedTo(Segment segment, @Nullable Integer batchSize) {
    return new Segment(
        segment.id(),
        segment.range(),
        segment.batch(),
        segment.done(),
        batchSize,
        segment.delivery());
  }

  /** How many documents the next page may have. */
  static int pageSize(Segment segment, int batchSize) {
    Integer reduced = segment.reducedBatchSize();
    return reduced == null ? batchSize : Math.min(reduced, batchSize);
  }
}
