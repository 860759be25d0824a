package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a collection by position.
 *
 * <p>A stored document is never changed, only replaced, so that what a reader was given can be
 * encoded outside the lock of the collection.
 */
final class DocumentStore {

  private final List<@Nullable Document> documents = new ArrayList<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();

  Integer add(Document document) {
    Integer position = free.poll();
    if (position == null) {
      documents.add(document);
      return documents.size() - 1;
    }
    documents.set(position, document);
    return position;
  }

  Document get(Integer position) {
    Document document = documents.get(position);
    if (document == null) {
      throw new IllegalStateException("an index knows position " + position + ", which is free");
    }
    return document;
  }

  void set(Integer position, Document document) {
    documents.set(position, document);
  }

  void remove(Integer position) {
    documents.set(position, null);
    free.add(position);
  }

  int count() {
    return documents.size() - free.size();
  }

  Stream<Integer> positions(boolean descending) {
    int size = documents.size();
    return IntStream.range(0, size)
        .map(index -> descending ? size - 1 - index : index)
        .filter(position -> documents.get(position) != null)
        .boxed();
  }
}
