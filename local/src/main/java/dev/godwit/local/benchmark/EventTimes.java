package dev.godwit.local.benchmark;

import dev.godwit.boot.FollowedRecord;
import dev.godwit.boot.RecordCallback;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What the events of a run tell about where its time went. */
final class EventTimes implements RecordCallback {

  private final List<Event.OfBatch> events = new ArrayList<>();

  @Override
  public synchronized void read(FollowedRecord record) {
    if (record.value() != null
        && Json.read(record.value(), Event.class) instanceof Event.OfBatch ofBatch) {
      events.add(ofBatch);
    }
  }

  synchronized void forget() {
    events.clear();
  }

  synchronized boolean isDone() {
    return events.stream()
        .anyMatch(event -> event instanceof Event.Completed page && page.span().done());
  }

  /** From the end of each batch to the begin of the next one, in milliseconds. */
  synchronized List<Double> hops() {
    List<Double> hops = new ArrayList<>();
    @Nullable Instant ended = null;
    for (Event.OfBatch event : events) {
      if (event instanceof Event.Taken taken && ended != null) {
        hops.add(Duration.between(ended, taken.origin().at()).toNanos() / 1e6);
      } else if (event instanceof Event.Completed completed
          && completed.origin().batchId().batch() != BatchId.PREPARE) {
        ended = completed.origin().at();
      }
    }
    return hops;
  }

  /** What a part of a page's work takes on average, in milliseconds. */
  synchronized double meanOf(ToLongFunction<Event.Timing> part) {
    return events.stream()
        .filter(Event.Completed.class::isInstance)
        .mapToLong(event -> part.applyAsLong(((Event.Completed) event).timing()))
        .average()
        .orElse(0);
  }

  /** Which part of the time between the first and the last event no worker was at work. */
  synchronized double shareOfKafka() {
    Instant first = events.get(0).origin().at();
    Instant last = events.get(events.size() - 1).origin().at();
    double atWorkMs =
        events.stream()
            .filter(Event.Completed.class::isInstance)
            .mapToLong(event -> ((Event.Completed) event).timing().totalMs())
            .sum();
    double allMs = Duration.between(first, last).toNanos() / 1e6;
    return Math.max(0, 1 - atWorkMs / allMs);
  }
}
