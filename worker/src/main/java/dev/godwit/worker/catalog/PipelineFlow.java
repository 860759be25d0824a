package dev.godwit.worker.catalog;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * What a pipeline reads of the document as it was, and what it changes of it.
 *
 * <p>A repeat is harmless when these do not meet: then the second pass computes the same from the
 * same. What an earlier stage of the same pipeline has written does not count as read, because its
 * value follows from what that stage read. So {@code $set a: "$b"}, {@code $set c: "$a"} is
 * harmless, and {@code $set n: {$add: ["$n", 1]}} or {@code $set b: "$a"}, {@code $unset a} is not:
 * the second pass of the latter reads no {@code a} and takes {@code b} away again.
 *
 * <p>A repeat is also harmless when there is none, because the filter wants a field missing that
 * the pipeline always sets, or wants a field there that it always removes: a document that was
 * changed does not match again. Only fields at the top are looked at, because a condition on {@code
 * a.b} may still hold where {@code a} is an array. All of this is decided from the text of the
 * update alone, and errs on the side of refusing.
 */
final class PipelineFlow {

  private final Set<String> read = new TreeSet<>();
  private final Set<String> written = new TreeSet<>();
  private final Set<String> settled = new TreeSet<>();
  private final Map<String, Presence> presence = new HashMap<>();

  private PipelineFlow() {}

  /** Follows the stages, which must be right in form. */
  static PipelineFlow of(BsonArray stages) {
    PipelineFlow flow = new PipelineFlow();
    for (BsonValue stage : stages) {
      Map.Entry<String, BsonValue> only = stage.asDocument().entrySet().iterator().next();
      flow.follow(only.getKey(), only.getValue());
    }
    return flow;
  }

  /** A field that is read and changed; empty when there is none. */
  Optional<String> readAndChanged() {
    return read.stream()
        .filter(path -> written.stream().anyMatch(other -> Paths.overlap(path, other)))
        .findFirst();
  }

  Set<String> written() {
    return written;
  }

  /** What is known of a field at the top after the last stage. */
  Presence presenceOf(String field) {
    return presence.getOrDefault(field, Presence.UNKNOWN);
  }

  private void follow(String stage, BsonValue argument) {
    switch (stage) {
      case "$set", "$addFields" -> set(argument.asDocument());
      case "$unset" -> unset(argument);
      case "$project" -> project(argument.asDocument());
      case "$replaceRoot" -> replace(Objects.requireNonNull(argument.asDocument().get("newRoot")));
      case "$replaceWith" -> replace(argument);
      default -> throw new AssertionError("no stage of an update: " + stage);
    }
  }

  /** All expressions of a stage see the document as it was before the stage. */
  private void set(BsonDocument fields) {
    Map<String, BsonValue> assignments = new LinkedHashMap<>();
    flatten(Paths.ROOT, fields, assignments);
    assignments.values().forEach(this::read);
    assignments.forEach(
        (path, expression) -> {
          written.add(path);
          settled.add(path);
          if (!path.contains(".")) {
            presence.put(path, Presence.of(expression));
          } else {
            presence.merge(
                path.substring(0, path.indexOf('.')),
                Presence.UNKNOWN,
                (old, unknown) -> old == Presence.PRESENT ? old : unknown);
          }
        });
  }

  private void unset(BsonValue fields) {
    Iterable<BsonValue> names = fields.isArray() ? fields.asArray() : Set.of(fields);
    names.forEach(name -> remove(name.asString().getValue()));
  }

  private void remove(String path) {
    written.add(path);
    settled.add(path);
    if (!path.contains(".")) {
      presence.put(path, Presence.ABSENT);
    }
  }

  /** Either names what goes, or names what stays and removes everything else. */
  private void project(BsonDocument fields) {
    Map<String, BsonValue> projected = new LinkedHashMap<>();
    flatten(Paths.ROOT, fields, projected);
    if (projected.values().stream().allMatch(PipelineFlow::isExclusion)) {
      projected.keySet().forEach(this::remove);
      return;
    }
    projected.values().forEach(this::read);
    written.add(Paths.ROOT);
    // What stays is still as it was before, so that nothing counts as settled.
    settled.clear();
    presence.clear();
  }

  private void replace(BsonValue expression) {
    read(expression);
    written.add(Paths.ROOT);
    settled.add(Paths.ROOT);
    presence.clear();
  }

  /** The _id is the same before and after, whatever is read of it. */
  private void read(BsonValue expression) {
    ExpressionReads.of(expression).stream()
        .filter(path -> !Paths.isWithinAny(path, settled) && !Paths.isId(path))
        .forEach(read::add);
  }

  /** A document without operators sets the fields in it and leaves its others alone. */
  private static void flatten(String prefix, BsonDocument fields, Map<String, BsonValue> into) {
    fields.forEach(
        (name, value) -> {
          String path = Paths.join(prefix, name);
          if (value instanceof BsonDocument nested
              && !nested.isEmpty()
              && nested.keySet().stream().noneMatch(key -> key.startsWith("$"))) {
            flatten(path, nested, into);
          } else {
            into.put(path, value);
          }
        });
  }

  private static boolean isExclusion(BsonValue value) {
    return (value.isBoolean() && !value.asBoolean().getValue())
        || (value.isNumber() && value.asNumber().doubleValue() == 0);
  }
}
