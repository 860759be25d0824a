package dev.godwit.coordinator.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts the texts for people in a message that is too large. */
final class LongTexts {

  /** So many characters of each stay. */
  static final int KEPT = 500;

  private static final Set<String> FOR_PEOPLE = Set.of("message", "description", "waitingFor");
  private static final String MARK = "… (cut)";

  private LongTexts() {}

  /** Cuts them in place, at any depth. */
  static JsonNode cut(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        JsonNode value = object.path(name);
        if (value.isTextual() && FOR_PEOPLE.contains(name)) {
          object.put(name, cut(value.textValue(), KEPT));
        }
      }
    }
    tree.forEach(LongTexts::cut);
    return tree;
  }

  /** The beginning of a text that is longer. */
  static String cut(String text, int kept) {
    return text.length() <= kept ? text : text.substring(0, kept) + MARK;
  }
}
