package dev.godwit.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * Documents as lines of text: one line per field, and no commas that would differ by themselves.
 */
final class Documents {

  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
  private static final String STEP = "  ";

  private Documents() {}

  /** One value on one line, in relaxed Extended JSON. */
  static String value(BsonValue value) {
    String wrapped = new BsonDocument("v", value).toJson(RELAXED);
    return Json.tree(wrapped).path("v").toString();
  }

  /** The fields of a document, each on a line of its own. */
  static List<String> lines(JsonNode document) {
    List<String> lines = new ArrayList<>();
    if (document.isObject()) {
      addFields(document, "", lines);
    } else {
      lines.add(document.toString());
    }
    return lines;
  }

  private static void addFields(JsonNode object, String indent, List<String> lines) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      add(indent + field.getKey() + ": ", field.getValue(), indent, lines);
    }
  }

  private static void add(String before, JsonNode value, String indent, List<String> lines) {
    if (value.isEmpty() || isOneValue(value)) {
      lines.add(before + value);
    } else if (value.isObject()) {
      lines.add(before + "{");
      addFields(value, indent + STEP, lines);
      lines.add(indent + "}");
    } else {
      lines.add(before + "[");
      value.forEach(element -> add(indent + STEP, element, indent + STEP, lines));
      lines.add(indent + "]");
    }
  }

  /** What Extended JSON writes as an object, such as {@code {"$oid":"…"}}. */
  private static boolean isOneValue(JsonNode value) {
    return value.isObject() && value.fieldNames().next().startsWith("$");
  }
}
