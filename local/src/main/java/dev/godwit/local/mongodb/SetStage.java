package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code $set} alias {@code $addFields}: all values are computed from the document as it was, and
 * that document is left untouched.
 */
record SetStage(Document fields) implements UnaryOperator<Document> {

  @Override
  public Document apply(Document document) {
    return apply(document, document);
  }

  /** Sets in the target what is computed from the input. */
  Document apply(Document target, Document input) {
    Document result = target;
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      result = set(result, List.of(field.getKey().split("\\.")), field.getValue(), input);
    }
    return result;
  }

  /** A document of plain names stands for paths below the field, as {@code {a: {b: 1}}} does. */
  private static Document set(
      Document target, List<String> path, @Nullable Object expression, Document input) {
    if (!(expression instanceof Document nested)
        || nested.isEmpty()
        || Expressions.isOperator(nested)) {
      return put(target, path, Expressions.evaluate(expression, input));
    }
    Document result = target;
    for (Map.Entry<String, Object> field : nested.entrySet()) {
      List<String> longer = new ArrayList<>(path);
      longer.addAll(List.of(field.getKey().split("\\.")));
      result = set(result, longer, field.getValue(), input);
    }
    return result;
  }

  private static Document put(Document target, List<String> path, @Nullable Object value) {
    Document copy = target.clone();
    String name = path.get(0);
    if (path.size() > 1) {
      Object below = below(target.getOrMissing(name), path.subList(1, path.size()), value);
      if (!(below instanceof Missing)) {
        copy.put(name, below);
      }
    } else if (value instanceof Missing) {
      copy.remove(name);
    } else {
      copy.put(name, value);
    }
    return copy;
  }

  private static Object below(Object current, List<String> path, @Nullable Object value) {
    if (current instanceof Document document) {
      return put(document, path, value);
    }
    if (current instanceof List<?> elements) {
      return elements.stream().map(element -> below(element, path, value)).toList();
    }
    return value instanceof Missing ? current : put(new Document(), path, value);
  }
}
