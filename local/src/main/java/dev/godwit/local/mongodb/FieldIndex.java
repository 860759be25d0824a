package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plain index on one top-level field, used for equality and {@code $in}. */
final class FieldIndex extends Index<Integer> {

  private final String field;
  private final TreeMap<OrderedKey, Set<Integer>> positions = new TreeMap<>();

  /** Sparse towards the stock collection, which then accepts that it gives no single position. */
  FieldIndex(String name, List<IndexKey> keys) {
    super(name, keys, true);
    this.field = keys.get(0).getKey();
  }

  static boolean supports(List<IndexKey> keys) {
    return keys.size() == 1 && !keys.get(0).getKey().contains(".");
  }

  String field() {
    return field;
  }

  /** Positions of documents that have one of the values, in the order of positions. */
  Stream<Integer> positions(KeyRanges wanted) {
    Set<Integer> found = new TreeSet<>();
    for (KeyRange range : wanted.ranges()) {
      positions
          .subMap(range.from().key(), !range.from().behind(), range.to().key(), range.to().behind())
          .values()
          .forEach(found::addAll);
    }
    return found.stream();
  }

  @Override
  public void add(Document document, Integer position, MongoCollection<Integer> collection) {
    for (OrderedKey key : keys(document)) {
      positions.computeIfAbsent(key, unused -> new HashSet<>()).add(position);
    }
  }

  void remove(Document document, Integer position) {
    for (OrderedKey key : keys(document)) {
      positions.computeIfPresent(
          key,
          (unused, at) -> {
            at.remove(position);
            return at.isEmpty() ? null : at;
          });
    }
  }

  @Override
  public void updateInPlace(
      Document oldDocument,
      Document newDocument,
      Integer position,
      MongoCollection<Integer> collection) {
    remove(oldDocument, position);
    add(newDocument, position, collection);
  }

  private Set<OrderedKey> keys(Document document) {
    Object value = document.getOrMissing(field);
    Set<OrderedKey> keys = new TreeSet<>();
    keys.add(OrderedKey.of(value));
    if (value instanceof Collection<?> elements) {
      elements.forEach(element -> keys.add(OrderedKey.of(element)));
    }
    return keys;
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Integer> collection) {}

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Integer> collection) {}

  @Override
  public @Nullable Integer getPosition(Document document) {
    return null;
  }

  /** Nothing: the collection calls {@link #remove(Document, Integer)}. */
  @Override
  public @Nullable Integer remove(Document document) {
    return null;
  }

  /** The collection plans by itself. */
  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Integer> getPositions(Document query) {
    throw new UnsupportedOperationException("the collection plans its queries by itself");
  }

  @Override
  public long getCount() {
    return positions.size();
  }

  @Override
  public long getDataSize() {
    return positions.size();
  }

  @Override
  public void drop() {
    positions.clear();
  }
}
