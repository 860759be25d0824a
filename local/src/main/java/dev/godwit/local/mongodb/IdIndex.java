package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The unique index on {@code _id}, in BSON order; guarded by the lock of its collection. */
final class IdIndex extends Index<Integer> {

  static final String FIELD = "_id";

  private static final int DOLLAR_PREFIXED_FIELD_NAME = 52;

  private final TreeMap<OrderedKey, Integer> positions = new TreeMap<>();

  IdIndex(String name, List<IndexKey> keys) {
    super(name, keys, false);
  }

  /** Positions of the documents in the ranges, in order; to be consumed under the lock. */
  Stream<Integer> positions(KeyRanges ranges, boolean descending) {
    if (!descending) {
      return ranges.ranges().stream().flatMap(range -> inOrder(section(range)));
    }
    List<KeyRange> reversed = new ArrayList<>(ranges.ranges());
    Collections.reverse(reversed);
    return reversed.stream().flatMap(range -> inOrder(section(range).descendingMap()));
  }

  /** Of unknown size, because a part of a tree is sized by walking through all of it. */
  private static Stream<Integer> inOrder(NavigableMap<OrderedKey, Integer> section) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            section.values().iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  private NavigableMap<OrderedKey, Integer> section(KeyRange range) {
    return positions.subMap(
        range.from().key(), !range.from().behind(), range.to().key(), range.to().behind());
  }

  @Override
  public @Nullable Integer getPosition(Document document) {
    return positions.get(key(document));
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Integer> collection) {
    DocumentSize.checkInserted(document);
    checkType(document.get(FIELD));
    if (positions.containsKey(key(document))) {
      throw new DuplicateKeyError(
          this, collection, getKeys(), new KeyValue(document.getOrMissing(FIELD)));
    }
  }

  /** Arrays are refused by the stock collection. */
  private static void checkType(@Nullable Object id) {
    if (BsonRegularExpression.isRegularExpression(id)) {
      throw new BadValueException("can't use a regex for _id");
    }
    if (id instanceof Document fields && Expressions.isOperator(fields)) {
      throw new MongoServerError(
          DOLLAR_PREFIXED_FIELD_NAME,
          "DollarPrefixedFieldName",
          "_id fields may not contain '$'-prefixed fields: " + id);
    }
  }

  @Override
  public void add(Document document, Integer position, MongoCollection<Integer> collection) {
    checkAdd(document, collection);
    positions.put(key(document), position);
  }

  @Override
  public @Nullable Integer remove(Document document) {
    return positions.remove(key(document));
  }

  /** The {@code _id} never changes, so there is nothing else to check than the size. */
  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Integer> collection) {
    DocumentSize.checkUpdated(newDocument);
  }

  @Override
  public void updateInPlace(
      Document oldDocument,
      Document newDocument,
      Integer position,
      MongoCollection<Integer> collection) {}

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
  public boolean isUnique() {
    return true;
  }

  @Override
  public void drop() {
    positions.clear();
  }

  private static OrderedKey key(Document document) {
    return OrderedKey.of(document.getOrMissing(FIELD));
  }
}
