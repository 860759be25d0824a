package dev.godwit.worker.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields whose values no message shows, be it a dead letter or a dry run.
 *
 * @param paths where they are; dots reach into sub-documents, and into each element of an array
 */
public record Redaction(List<String> paths) {

  /** All fields are shown. */
  public static final Redaction NONE = new Redaction(List.of());

  /** What stands in the place of a value. */
  static final String REDACTED = "(redacted)";

  public Redaction {
    paths = List.copyOf(paths);
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** A copy of the document without the values of these fields. */
  @Nullable JsonNode of(@Nullable JsonNode document) {
    if (document == null || isEmpty()) {
      return document;
    }
    JsonNode copy = document.deepCopy();
    for (String path : paths) {
      redact(copy, List.of(path.split("\\.", -1)));
    }
    return copy;
  }

  private static void redact(JsonNode node, List<String> parts) {
    if (node.isArray()) {
      node.forEach(element -> redact(element, parts));
    } else if (node instanceof ObjectNode object && object.has(parts.get(0))) {
      if (parts.size() == 1) {
        object.put(parts.get(0), REDACTED);
      } else {
        redact(object.get(parts.get(0)), parts.subList(1, parts.size()));
      }
    }
  }
}
