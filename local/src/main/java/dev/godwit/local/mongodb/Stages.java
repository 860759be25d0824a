package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.aggregation.stage.AggregationStage;
import de.bwaldvogel.mongo.backend.aggregation.stage.UnsetStage;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.ImmutableFieldException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pipeline stages that turn one document into one document, and updates made of them. */
final class Stages {

  private static final int NOT_AN_OBJECT = 40228;
  private static final int NOT_ONE_FIELD = 40323;

  private Stages() {}

  static Optional<UnaryOperator<Document>> oneToOne(Document stage) {
    if (stage.size() != 1) {
      throw new MongoServerError(
          NOT_ONE_FIELD, "A pipeline stage specification object must contain exactly one field.");
    }
    String name = stage.keySet().iterator().next();
    Object argument = stage.get(name);
    return switch (name) {
      case "$set", "$addFields" -> Optional.of(new SetStage(Arguments.document(name, argument)));
      case "$unset" -> Optional.of(stock(new UnsetStage(argument)));
      case "$project" -> Optional.of(ProjectionStage.of(Arguments.document(name, argument)));
      case "$replaceRoot" ->
          Optional.of(replace(Arguments.document(name, argument).get("newRoot")));
      case "$replaceWith" -> Optional.of(replace(argument));
      default -> Optional.empty();
    };
  }

  /** What the pipeline makes of a document; its {@code _id} stays. */
  static Document update(Document document, List<?> pipeline) {
    Document result = document;
    for (Object stage : pipeline) {
      UnaryOperator<Document> operation =
          oneToOne((Document) stage)
              .orElseThrow(
                  () ->
                      new MongoServerError(
                          ErrorCode.InvalidOptions,
                          stage + " is not allowed to be used within an update"));
      result = operation.apply(result);
    }
    return keepId(document, result);
  }

  /** A document to replace another one: the {@code _id} is the old one and comes first. */
  static Document keepId(Document before, Document after) {
    if (!before.containsKey(IdIndex.FIELD)) {
      return after;
    }
    Object id = before.get(IdIndex.FIELD);
    if (after.containsKey(IdIndex.FIELD) && BsonOrder.compare(id, after.get(IdIndex.FIELD)) != 0) {
      throw new ImmutableFieldException(
          "After applying the update, the (immutable) field '_id' was found to have been altered"
              + " to _id: "
              + after.get(IdIndex.FIELD));
    }
    Document result = new Document(IdIndex.FIELD, id);
    after.forEach(result::putIfAbsent);
    return result;
  }

  static UnaryOperator<Document> stock(AggregationStage stage) {
    return document -> stage.apply(Stream.of(document)).findFirst().orElseThrow();
  }

  private static UnaryOperator<Document> replace(@Nullable Object newRoot) {
    return document -> {
      Object value = Expressions.evaluate(newRoot, document);
      if (value instanceof Document replacement) {
        return replacement;
      }
      throw new MongoServerError(
          NOT_AN_OBJECT,
          "'newRoot' expression must evaluate to an object, but resulting value was: " + value);
    };
  }
}
