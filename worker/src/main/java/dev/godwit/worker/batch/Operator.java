package dev.godwit.worker.batch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** The update operators whose result can be computed from the document alone. */
final class Operator {

  private static final Set<String> KNOWN =
      Set.of(
          "$set",
          "$unset",
          "$setOnInsert",
          "$inc",
          "$mul",
          "$min",
          "$max",
          "$rename",
          "$push",
          "$addToSet",
          "$pop",
          "$pullAll");

  private Operator() {}

  /** Why an update cannot be tried; null when it can. */
  static @Nullable String refusal(BsonDocument update) {
    for (Map.Entry<String, BsonValue> operator : update.entrySet()) {
      String name = operator.getKey();
      if (!KNOWN.contains(name) || !operator.getValue().isDocument()) {
        return "what " + name + " does cannot be computed from the document alone";
      }
      for (Map.Entry<String, BsonValue> field : operator.getValue().asDocument().entrySet()) {
        if (field.getKey().contains("$")) {
          return "field '%s' of %s depends on which elements of an array match"
              .formatted(field.getKey(), name);
        }
        boolean appends = name.equals("$push") || name.equals("$addToSet");
        if (appends && hasModifiers(field.getValue())) {
          return "%s of '%s' has modifiers other than $each".formatted(name, field.getKey());
        }
      }
    }
    return null;
  }

  private static boolean hasModifiers(BsonValue argument) {
    return argument instanceof BsonDocument document
        && document.keySet().stream().anyMatch(key -> key.startsWith("$") && !key.equals("$each"));
  }

  /** Applies all of them, in the server's order. */
  static void applyAll(BsonDocument update, BsonDocument document) throws DocumentFailedException {
    TreeMap<FieldPath, Map.Entry<String, BsonValue>> fields = new TreeMap<>(FieldPath.AS_APPLIED);
    for (Map.Entry<String, BsonValue> operator : update.entrySet()) {
      for (Map.Entry<String, BsonValue> field : operator.getValue().asDocument().entrySet()) {
        fields.put(FieldPath.of(field.getKey()), Map.entry(operator.getKey(), field.getValue()));
      }
    }
    for (Map.Entry<FieldPath, Map.Entry<String, BsonValue>> field : fields.entrySet()) {
      apply(field.getValue().getKey(), field.getKey(), field.getValue().getValue(), document);
    }
  }

  private static void apply(
      String operator, FieldPath path, BsonValue argument, BsonDocument document)
      throws DocumentFailedException {
    BsonValue old = path.get(document);
    switch (operator) {
      case "$set" -> path.set(document, argument);
      case "$unset" -> path.unset(document);
      case "$setOnInsert" -> {}
      case "$inc", "$mul" -> path.set(document, calculated(operator, path, old, argument));
      case "$min", "$max" -> {
        int wanted = operator.equals("$min") ? -1 : 1;
        if (old == null || Integer.signum(BsonOrder.INSTANCE.compare(argument, old)) == wanted) {
          path.set(document, argument);
        }
      }
      case "$rename" -> {
        if (old != null) {
          path.unset(document);
          FieldPath.of(argument.asString().getValue()).set(document, old);
        }
      }
      default -> {
        if (old != null || !operator.startsWith("$p") || operator.equals("$push")) {
          path.set(document, array(operator, path, old, argument));
        }
      }
    }
  }

  private static BsonValue calculated(
      String operator, FieldPath path, @Nullable BsonValue old, BsonValue argument)
      throws DocumentFailedException {
    if (!(argument instanceof BsonNumber by) || !(old == null || old instanceof BsonNumber)) {
      throw new DocumentFailedException(
          "%s of '%s' needs numbers, and there is %s"
              .formatted(operator, path.text(), FieldPath.kind(old == null ? argument : old)));
    }
    if (old == null) {
      return operator.equals("$inc") ? argument : Arithmetic.multiply(zero(by), by);
    }
    return operator.equals("$inc")
        ? Arithmetic.add(old.asNumber(), by)
        : Arithmetic.multiply(old.asNumber(), by);
  }

  private static BsonNumber zero(BsonNumber like) {
    return like.isInt32()
        ? new BsonInt32(0)
        : like.isDouble() ? new BsonDouble(0) : new BsonInt64(0);
  }

  private static BsonArray array(
      String operator, FieldPath path, @Nullable BsonValue old, BsonValue argument)
      throws DocumentFailedException {
    if (old != null && !old.isArray()) {
      throw new DocumentFailedException(
          "%s of '%s' needs an array, and there is %s"
              .formatted(operator, path.text(), FieldPath.kind(old)));
    }
    BsonArray elements = old == null ? new BsonArray() : new BsonArray(old.asArray());
    switch (operator) {
      case "$push" -> elements.addAll(values(argument));
      case "$addToSet" ->
          values(argument).stream()
              .filter(value -> !contains(elements, value))
              .forEach(elements::add);
      case "$pullAll" -> elements.removeIf(element -> contains(argument.asArray(), element));
      case "$pop" -> {
        if (!elements.isEmpty()) {
          elements.remove(argument.asNumber().intValue() < 0 ? 0 : elements.size() - 1);
        }
      }
      default -> throw new AssertionError(operator);
    }
    return elements;
  }

  private static List<BsonValue> values(BsonValue argument) {
    return argument instanceof BsonDocument document && document.containsKey("$each")
        ? document.getArray("$each")
        : List.of(argument);
  }

  private static boolean contains(List<BsonValue> values, BsonValue value) {
    return values.stream().anyMatch(each -> BsonOrder.INSTANCE.compare(each, value) == 0);
  }
}
