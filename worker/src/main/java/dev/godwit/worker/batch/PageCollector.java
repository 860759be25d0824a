package dev.godwit.worker.batch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bson.RawBsonDocument;

/** Takes documents until the page is full: by count, by bytes or by time. */
final class PageCollector implements Predicate<RawBsonDocument> {

  private final int count;
  private final long bytes;
  private final Clock clock;
  private final long until;
  private final List<RawBsonDocument> documents = new ArrayList<>();
  private long taken;

  PageCollector(int count, long bytes, Clock clock, long until) {
    this.count = count;
    this.bytes = bytes;
    this.clock = clock;
    this.until = until;
  }

  /** The first that does not fit any more is left out, and so tells that there is another. */
  @Override
  public boolean test(RawBsonDocument document) {
    boolean full =
        documents.size() >= count
            || taken + document.getByteLength() > bytes
            || clock.millis() > until;
    if (full && !documents.isEmpty()) {
      return false;
    }
    documents.add(document);
    taken += document.getByteLength();
    return true;
  }

  List<RawBsonDocument> documents() {
    return documents;
  }

  boolean isEmpty() {
    return documents.isEmpty();
  }
}
