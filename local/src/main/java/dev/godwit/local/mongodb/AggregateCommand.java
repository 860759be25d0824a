package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries out an {@code aggregate}: what it begins with as a query that uses the indexes, stages
 * that updates know as in updates, the rest by the stock code.
 */
record AggregateCommand(
    EmbeddedDatabase database, EmbeddedCollection collection, DatabaseResolver databases) {

  Document execute(Document command) {
    List<Document> result = run(new ArrayList<>(Aggregation.parse(command.get("pipeline"))));
    Document cursor = (Document) command.getOrDefault("cursor", new Document());
    int size = ((Number) cursor.getOrDefault("batchSize", Batches.DEFAULT_FIRST)).intValue();
    return CursorReply.first(
        collection.getFullName(),
        Batches.first(result, size > 0 ? size : Batches.DEFAULT_FIRST, database.cursors()));
  }

  private List<Document> run(List<Document> stages) {
    Document filter = new Document();
    for (Object match = take(stages, "$match"); match != null; match = take(stages, "$match")) {
      filter = filter.isEmpty() ? (Document) match : both(filter, (Document) match);
    }
    Document sort = (Document) take(stages, "$sort");
    Number limit = (Number) take(stages, "$limit");
    Stream<Document> documents =
        collection.find(filter, sort, limit == null ? 0 : limit.intValue()).stream();
    boolean mine = false;
    for (Document stage : stages) {
      Optional<UnaryOperator<Document>> oneToOne = Stages.oneToOne(stage);
      if (oneToOne.isPresent()) {
        documents = documents.map(oneToOne.get());
      } else if (stage.get("$match") instanceof Document condition) {
        documents = documents.filter(Filter.compile(condition));
      } else {
        documents = byStock(stage, mine ? documents : documents.map(Document::cloneDeeply));
        mine = true;
      }
    }
    return documents.toList();
  }

  /** Takes the first stage off, if it is of this kind. */
  private static @Nullable Object take(List<Document> stages, String kind) {
    return stages.isEmpty() || !stages.get(0).containsKey(kind) ? null : stages.remove(0).get(kind);
  }

  private static Document both(Document one, Document other) {
    return new Document("$and", List.of(one, other));
  }

  private Stream<Document> byStock(Document stage, Stream<Document> documents) {
    return Aggregation.fromPipeline(
            List.of(stage), databases, database, collection, NoopOplog.get())
        .runStagesAsStream(documents);
  }
}
