package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Chooses what a query has to look at: a part of an index, or every document. */
final class QueryPlan {

  private static final String NATURAL = "$natural";

  private final DocumentStore store;
  private final Supplier<List<Index<Integer>>> indexes;

  QueryPlan(DocumentStore store, Supplier<List<Index<Integer>>> indexes) {
    this.store = store;
    this.indexes = indexes;
  }

  /** Whether the order is that of the {@code _id}, which leaves nothing to sort behind it. */
  static boolean isById(@Nullable Document sort) {
    return sort != null && !sort.isEmpty() && sort.keySet().iterator().next().equals(IdIndex.FIELD);
  }

  /** At least the positions that match; in the wanted order, if that is by {@code _id}. */
  Stream<Integer> candidates(Document filter, @Nullable Document sort) {
    Optional<IdIndex> byId = idIndex();
    KeyRanges bounds = QueryBounds.of(filter, IdIndex.FIELD);
    if (byId.isPresent() && !bounds.isAll()) {
      return byId.get().positions(bounds, isById(sort) && isDescending(sort));
    }
    Optional<Stream<Integer>> found = fromOtherIndex(filter);
    if (found.isPresent()) {
      return isById(sort) ? found.get().sorted(idOrder(isDescending(sort))) : found.get();
    }
    if (isById(sort)) {
      return byId.isPresent()
          ? byId.get().positions(KeyRanges.ALL, isDescending(sort))
          : store.positions(false).sorted(idOrder(isDescending(sort)));
    }
    return store.positions(sort != null && sort.containsKey(NATURAL) && isDescending(sort));
  }

  /** What has still to be asked of the candidates. */
  Document rest(Document filter) {
    return idIndex().isPresent() ? QueryBounds.rest(filter, IdIndex.FIELD) : filter;
  }

  private Optional<Stream<Integer>> fromOtherIndex(Document filter) {
    for (FieldIndex index : fieldIndexes()) {
      Optional<KeyRanges> wanted = QueryBounds.wantedValues(filter, index.field());
      if (wanted.isPresent()) {
        return wanted.map(index::positions);
      }
    }
    return indexes.get().stream()
        .filter(index -> index.canHandle(filter))
        .findFirst()
        .map(index -> StreamSupport.stream(index.getPositions(filter).spliterator(), false));
  }

  /** The position of a stored document. */
  Integer position(Document document) {
    Optional<IdIndex> byId = idIndex();
    Integer position =
        byId.isPresent()
            ? byId.get().getPosition(document)
            : store
                .positions(false)
                .filter(candidate -> store.get(candidate).equals(document))
                .findFirst()
                .orElse(null);
    if (position == null) {
      throw new IllegalStateException("not in the collection: " + document);
    }
    return position;
  }

  List<FieldIndex> fieldIndexes() {
    return instances(FieldIndex.class).toList();
  }

  private Optional<IdIndex> idIndex() {
    return instances(IdIndex.class).findFirst();
  }

  private <T> Stream<T> instances(Class<T> kind) {
    return indexes.get().stream().filter(kind::isInstance).map(kind::cast);
  }

  private Comparator<Integer> idOrder(boolean descending) {
    Comparator<Integer> order = (a, b) -> BsonOrder.compare(id(store.get(a)), id(store.get(b)));
    return descending ? order.reversed() : order;
  }

  private static Object id(Document document) {
    return document.getOrMissing(IdIndex.FIELD);
  }

  private static boolean isDescending(@Nullable Document sort) {
    return sort != null
        && Utils.normalizeNumber((Number) sort.values().iterator().next()).doubleValue() < 0;
  }
}
