package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.aggregation.stage.ProjectStage;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A {@code $project} that computes fields behind those it keeps. */
record ProjectionStage(UnaryOperator<Document> kept, SetStage computed)
    implements UnaryOperator<Document> {

  static UnaryOperator<Document> of(Document fields) {
    Document kept = new Document();
    Document computed = new Document();
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      (isFlag(field.getValue()) ? kept : computed).put(field.getKey(), field.getValue());
    }
    if (computed.isEmpty() || hasNestedFlags(computed)) {
      return Stages.stock(new ProjectStage(fields));
    }
    if (kept.isEmpty()) {
      kept.put(IdIndex.FIELD, 1);
    }
    boolean nothing = kept.size() == 1 && !isKept(kept.getOrDefault(IdIndex.FIELD, 1));
    UnaryOperator<Document> keeps =
        nothing ? document -> new Document() : Stages.stock(new ProjectStage(kept));
    return new ProjectionStage(keeps, new SetStage(computed));
  }

  private static boolean isFlag(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  private static boolean isKept(Object flag) {
    return !Boolean.FALSE.equals(flag)
        && !(flag instanceof Number number && NumberOrder.compare(number, 0) == 0);
  }

  private static boolean hasNestedFlags(Document computed) {
    return computed.values().stream()
        .anyMatch(
            value ->
                value instanceof Document nested
                    && !Expressions.isOperator(nested)
                    && nested.values().stream().anyMatch(ProjectionStage::isFlag));
  }

  @Override
  public Document apply(Document document) {
    return computed.apply(kept.apply(document), document);
  }
}
