package dev.godwit.worker.batch;

import dev.godwit.worker.batch.LetterSource.Letter;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * The documents of some letters that are there and match, as many as memory allows.
 *
 * @param letters the letters that were looked at, in their order
 * @param documents what was found for them, in the same order
 */
record LettersPage(List<Letter> letters, List<RawBsonDocument> documents) {

  private static final int MOST_AT_ONCE = 1000;

  /** The documents that are gone, or do not match any more. */
  List<BsonValue> missing() {
    Set<Object> found = found();
    return letters.stream()
        .map(Letter::documentId)
        .filter(id -> !found.contains(BsonBytes.key(id)))
        .toList();
  }

  /** How many letters are done when so many of the documents are. */
  int handled(int done) {
    if (done == documents.size()) {
      return letters.size();
    }
    Object next = BsonBytes.key(BsonBytes.id(documents.get(done)));
    int handled = 0;
    while (!BsonBytes.key(letters.get(handled).documentId()).equals(next)) {
      handled++;
    }
    return handled;
  }

  private Set<Object> found() {
    Set<Object> found = new HashSet<>();
    documents.forEach(document -> found.add(BsonBytes.key(BsonBytes.id(document))));
    return found;
  }

  /**
   * Reads what there is, in portions.
   *
   * @param queries for the documents with some ids that match
   * @param mostBytes at which the page ends early, unless it has but one document
   */
  static LettersPage read(
      List<Letter> letters,
      Function<List<BsonValue>, Query> queries,
      Documents documents,
      long mostBytes,
      Attempts attempts)
      throws InterruptedException {
    List<RawBsonDocument> found = new ArrayList<>();
    long bytes = 0;
    int next = 0;
    int atOnce = MOST_AT_ONCE;
    while (next < letters.size() && bytes < mostBytes) {
      List<Letter> some = letters.subList(next, Math.min(next + atOnce, letters.size()));
      List<BsonValue> ids = some.stream().map(Letter::documentId).toList();
      Query query = queries.apply(ids);
      long room = mostBytes - bytes;
      List<RawBsonDocument> read = new ArrayList<>();
      boolean all = attempts.read(() -> fits(documents, query, room, read));
      if (!all && some.size() > 1) {
        atOnce = some.size() / 2;
        continue;
      }
      if (!all && !found.isEmpty()) {
        break;
      }
      found.addAll(inTheOrderOf(some, read));
      bytes += read.stream().mapToLong(RawBsonDocument::getByteLength).sum();
      next += some.size();
    }
    return new LettersPage(List.copyOf(letters.subList(0, next)), List.copyOf(found));
  }

  /** Reads as long as there is room; a single document always has. */
  private static boolean fits(
      Documents documents, Query query, long room, List<RawBsonDocument> read) {
    read.clear();
    long[] left = {room};
    return documents.read(
        query,
        document -> {
          read.add(document);
          left[0] -= document.getByteLength();
          return left[0] >= 0;
        });
  }

  private static List<RawBsonDocument> inTheOrderOf(
      List<Letter> letters, List<RawBsonDocument> read) {
    Map<Object, RawBsonDocument> byId = new HashMap<>();
    read.forEach(document -> byId.put(BsonBytes.key(BsonBytes.id(document)), document));
    List<RawBsonDocument> ordered = new ArrayList<>();
    for (Letter letter : letters) {
      RawBsonDocument document = byId.get(BsonBytes.key(letter.documentId()));
      if (document != null) {
        ordered.add(document);
      }
    }
    return ordered;
  }
}
