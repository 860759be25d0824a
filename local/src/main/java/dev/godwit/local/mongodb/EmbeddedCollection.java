package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection that plans by its {@code _id} index and replaces documents instead of changing them.
 *
 * <p>Everything is done under the lock of the collection, as in the stock memory backend.
 */
final class EmbeddedCollection extends AbstractSynchronizedMongoCollection<Integer> {

  private final DocumentStore store = new DocumentStore();
  private final QueryPlan plan = new QueryPlan(store, this::getIndexes);
  private final LongAdder examined;
  private volatile Document createdWith = new Document();

  EmbeddedCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      CursorRegistry cursors,
      LongAdder examined) {
    super(database, name, options, cursors);
    this.examined = examined;
  }

  Document createdWith() {
    return createdWith;
  }

  void createdWith(Document createOptions) {
    this.createdWith = createOptions;
  }

  synchronized List<Document> find(Document filter, @Nullable Document sort, int limit) {
    if (sort == null) {
      Stream<Document> matches = matches(filter, null);
      return (limit > 0 ? matches.limit(limit) : matches).toList();
    }
    return queryDocuments(filter, sort, 0, limit, 0, null).collectDocuments();
  }

  /** In the wanted order, if that is by {@code _id}. */
  private Stream<Document> matches(Document filter, @Nullable Document sort) {
    return plan.candidates(filter, sort)
        .map(store::get)
        .peek(document -> examined.increment())
        .filter(Filter.compile(plan.rest(filter)));
  }

  @Override
  protected QueryResult queryDocuments(
      Document filter,
      @Nullable Document sort,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document projection) {
    Document remainingSort = QueryPlan.isById(sort) ? null : sort;
    return matchDocumentsFromStream(
        matches(filter, sort), new Document(), remainingSort, skip, limit, batchSize, projection);
  }

  @Override
  protected QueryResult createQueryResult(List<Document> found, int batchSize) {
    return Batches.first(found, batchSize, cursorRegistry);
  }

  @Override
  protected QueryResult matchDocuments(
      Document filter,
      @Nullable Document sort,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document projection) {
    return queryDocuments(filter, sort, skip, limit, batchSize, projection);
  }

  /** For aggregations, whose stages may change the documents they get. */
  @Override
  public Stream<Document> queryAllAsStream() {
    return handleQueryAsStream(new Document());
  }

  @Override
  public Stream<Document> handleQueryAsStream(Document filter) {
    return find(filter, null, 0).stream().map(Document::cloneDeeply);
  }

  @Override
  public synchronized void addDocument(Document document) {
    super.addDocument(FieldOrder.idFirst(document));
  }

  /** For the stock code; array filters come only by {@link UpdateStatement}. */
  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters arrayFilters,
      boolean multi,
      boolean upsert,
      Oplog oplog) {
    return new UpdateStatement(selector, update, multi, upsert, List.of()).apply(this);
  }

  /** Whether it changes anything. */
  synchronized boolean replace(Document before, Document after) {
    if (after.equals(before)) {
      return false;
    }
    Integer position = plan.position(before);
    for (Index<Integer> index : getIndexes()) {
      index.checkUpdate(before, after, this);
    }
    for (Index<Integer> index : getIndexes()) {
      index.updateInPlace(before, after, position, this);
    }
    store.set(position, after);
    return true;
  }

  @Override
  protected void handleUpdate(Integer position, Document before, Document after) {
    throw new UnsupportedOperationException("documents are replaced");
  }

  @Override
  public synchronized Document findAndModify(Document command) {
    return new FindAndModifyCommand(this, command).execute();
  }

  Document project(Document document, @Nullable Document fields) {
    return matchDocumentsFromStream(Stream.of(document), new Document(), null, 0, 0, 0, fields)
        .collectDocuments()
        .get(0);
  }

  @Override
  public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
    List<Document> doomed = find(selector, null, limit);
    doomed.forEach(this::removeDocument);
    return doomed.size();
  }

  @Override
  public int deleteDocuments(Document selector, int limit) {
    return deleteDocuments(selector, Math.max(limit, 0), NoopOplog.get());
  }

  @Override
  public synchronized void removeDocument(Document document) {
    Integer position = plan.position(document);
    plan.fieldIndexes().forEach(index -> index.remove(document, position));
    super.removeDocument(document);
  }

  @Override
  public synchronized void addIndex(Index<Integer> index) {
    super.addIndex(index);
  }

  @Override
  public synchronized void dropIndex(String name) {
    super.dropIndex(name);
  }

  @Override
  public synchronized int count() {
    return store.count();
  }

  @Override
  public synchronized int count(@Nullable Document filter, int skip, int limit) {
    return super.count(filter, skip, limit);
  }

  @Override
  public synchronized Document getStats() {
    return super.getStats();
  }

  @Override
  public synchronized Document validate() {
    return super.validate();
  }

  @Override
  protected Integer addDocumentInternal(Document document) {
    return store.add(document);
  }

  @Override
  protected void removeDocument(Integer position) {
    store.remove(position);
  }

  @Override
  protected Document getDocument(Integer position) {
    return store.get(position);
  }

  @Override
  protected Integer findDocumentPosition(Document document) {
    return plan.position(document);
  }

  @Override
  protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
    return store
        .positions(false)
        .map(position -> new DocumentWithPosition<>(store.get(position), position));
  }

  /** Sizes are computed when somebody asks, not at each write. */
  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int change) {}

  @Override
  protected int getDataSize() {
    long size = store.positions(false).map(store::get).mapToLong(DocumentSize::of).sum();
    return (int) Math.min(size, Integer.MAX_VALUE);
  }
}
