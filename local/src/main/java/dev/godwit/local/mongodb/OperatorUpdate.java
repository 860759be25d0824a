package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies update operators to one document. The stock code that does so can be reached only through
 * a collection, so this is one that holds nothing else and forgets what is written to it.
 */
final class OperatorUpdate extends AbstractMongoCollection<Integer> {

  private static final Integer POSITION = 0;

  private final List<Document> documents;

  /**
   * @param document what is updated; null for an insert
   */
  OperatorUpdate(MongoDatabase database, @Nullable Document document) {
    super(database, "operators", CollectionOptions.withDefaults(), new CursorRegistry());
    this.documents = document == null ? List.of() : List.of(document.cloneDeeply());
  }

  /** The updated document. The filter tells which element the positional operator means. */
  Document apply(Document update, Document filter, List<?> arrayFilters) {
    Document command =
        new Document("query", filter)
            .append("update", FieldOrder.operators(update))
            .append("new", true)
            .append("upsert", true);
    if (!arrayFilters.isEmpty()) {
      command.append("arrayFilters", arrayFilters);
    }
    Document after = modified(command);
    setExactly(after, update);
    return after;
  }

  /** The stock code leaves a number as it is, where another type of the same value is set. */
  private static void setExactly(Document after, Document update) {
    if (update.get("$set") instanceof Document fields) {
      fields.forEach((path, value) -> Paths.replace(after, path, old -> value));
    }
    if (update.get("$currentDate") instanceof Document fields) {
      fields.keySet().forEach(path -> Paths.replace(after, path, OperatorUpdate::inMilliseconds));
    }
  }

  /** Dates have no more in BSON, but the stock code stores more. */
  private static @Nullable Object inMilliseconds(@Nullable Object value) {
    return value instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MILLIS) : value;
  }

  private Document modified(Document command) {
    try {
      return Arguments.document("value", findAndModify(command).get("value"));
    } catch (MongoServerError error) {
      // without the words about findAndModify that the stock code puts before the cause
      throw error.getCause() instanceof MongoServerError cause ? cause : error;
    }
  }

  @Override
  protected QueryResult queryDocuments(
      Document filter,
      @Nullable Document sort,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document projection) {
    return new QueryResult(documents);
  }

  @Override
  protected QueryResult matchDocuments(
      Document filter,
      @Nullable Document sort,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document projection) {
    return new QueryResult(documents);
  }

  @Override
  protected void handleUpdate(Integer position, Document before, Document after) {}

  @Override
  protected Integer addDocumentInternal(Document document) {
    return POSITION;
  }

  @Override
  protected void removeDocument(Integer position) {}

  @Override
  protected Document getDocument(Integer position) {
    return documents.get(position);
  }

  @Override
  protected Integer findDocumentPosition(Document document) {
    return POSITION;
  }

  @Override
  protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
    return documents.stream().map(document -> new DocumentWithPosition<>(document, POSITION));
  }

  @Override
  public int count() {
    return documents.size();
  }

  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int change) {}

  @Override
  protected int getDataSize() {
    return 0;
  }
}
