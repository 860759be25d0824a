package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** Cuts results into replies that a client accepts. */
final class Batches {

  /** The server's default size of a first batch. */
  static final int DEFAULT_FIRST = 101;

  private Batches() {}

  /** The first batch and a cursor for the rest; everything at once if {@code size} is 0. */
  static QueryResult first(List<Document> found, int size, CursorRegistry cursors) {
    if (size <= 0) {
      return new QueryResult(found);
    }
    int end = end(found, size);
    if (end == found.size()) {
      return new QueryResult(found);
    }
    Rest rest = new Rest(cursors.generateCursorId(), found.subList(end, found.size()));
    cursors.add(rest);
    return new QueryResult(found.subList(0, end), rest);
  }

  private static int end(List<Document> documents, int size) {
    int wanted = size <= 0 ? documents.size() : Math.min(size, documents.size());
    long bytes = 0;
    for (int i = 0; i < wanted; i++) {
      bytes += DocumentSize.of(documents.get(i));
      if (bytes > DocumentSize.MAXIMUM && i > 0) {
        return i;
      }
    }
    return wanted;
  }

  private static final class Rest extends AbstractCursor {

    private List<Document> remaining;

    Rest(long id, List<Document> remaining) {
      super(id);
      this.remaining = remaining;
    }

    @Override
    public synchronized boolean isEmpty() {
      return remaining.isEmpty();
    }

    @Override
    public synchronized List<Document> takeDocuments(int size) {
      int end = end(remaining, size);
      List<Document> taken = remaining.subList(0, end);
      remaining = remaining.subList(end, remaining.size());
      return taken;
    }
  }
}
