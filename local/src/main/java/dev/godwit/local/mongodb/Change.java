package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import java.util.List;

/** What an update makes of a document: by a pipeline, by operators, or a replacement. */
sealed interface Change {

  /** The document after the update; the one before stays as it is. */
  Document of(Document before);

  /** The document that an upsert inserts where the filter matches nothing. */
  Document inserted(Document filter);

  static Change parse(
      Object update, Document filter, List<?> arrayFilters, MongoDatabase database) {
    if (update instanceof List<?> stages) {
      return new ByPipeline(stages);
    }
    Document document = (Document) update;
    long operators = document.keySet().stream().filter(name -> name.startsWith("$")).count();
    if (operators == 0) {
      return new Replacement(document);
    }
    if (operators < document.size()) {
      throw new FailedToParseException(
          "operators and fields do not mix in an update: " + document.keySet());
    }
    return FieldUpdate.covers(document)
        ? new ByFields(FieldUpdate.of(document))
        : new ByOperators(document, filter, arrayFilters, database);
  }

  private static Document withId(Document document) {
    if (!document.containsKey(IdIndex.FIELD)) {
      document.put(IdIndex.FIELD, new ObjectId());
    }
    return FieldOrder.idFirst(document);
  }

  /** By aggregation stages. */
  record ByPipeline(List<?> stages) implements Change {

    @Override
    public Document of(Document before) {
      return Stages.update(before, stages);
    }

    @Override
    public Document inserted(Document filter) {
      return withId(Stages.update(UpsertSeed.of(filter), stages).clone());
    }
  }

  /** By a whole document, which takes over the {@code _id}. */
  record Replacement(Document document) implements Change {

    @Override
    public Document of(Document before) {
      return Stages.keepId(before, document);
    }

    @Override
    public Document inserted(Document filter) {
      return withId(of(UpsertSeed.of(filter)).clone());
    }
  }

  /** By setting and removing fields. */
  record ByFields(FieldUpdate update) implements Change {

    @Override
    public Document of(Document before) {
      return update.apply(before, false);
    }

    @Override
    public Document inserted(Document filter) {
      return withId(update.apply(UpsertSeed.of(filter), true));
    }
  }

  /** By any operators, such as {@code $inc}. */
  record ByOperators(Document update, Document filter, List<?> arrayFilters, MongoDatabase database)
      implements Change {

    @Override
    public Document of(Document before) {
      Document position = isPositional() ? filter : new Document();
      Document after = new OperatorUpdate(database, before).apply(update, position, arrayFilters);
      return FieldOrder.updated(before, after);
    }

    /** Only then is the filter asked, by stock code that cannot compare all types. */
    private boolean isPositional() {
      return update.values().stream()
          .filter(Document.class::isInstance)
          .flatMap(fields -> ((Document) fields).keySet().stream())
          .anyMatch(path -> path.endsWith(".$") || path.contains(".$."));
    }

    @Override
    public Document inserted(Document filter) {
      Document seed = UpsertSeed.of(filter);
      return withId(new OperatorUpdate(database, null).apply(update, seed, arrayFilters));
    }
  }
}
