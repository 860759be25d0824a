package dev.godwit.worker.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.boot.ClosestName;
import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a declared migration, each read as one type; what is wrong is collected, and read
 * as if it were not there.
 */
final class DeclaredFields {

  private static final int MOST_SHOWN = 100;

  private final String prefix;
  private final JsonNode object;
  private final List<String> problems;

  DeclaredFields(String prefix, JsonNode object, List<String> problems) {
    this.prefix = prefix;
    this.object = object;
    this.problems = problems;
  }

  static DeclaredFields of(JsonNode object) {
    return new DeclaredFields("", object, new ArrayList<>());
  }

  List<String> problems() {
    return problems;
  }

  /** Refuses all fields but these. */
  void only(List<String> known) {
    for (String name : (Iterable<String>) object::fieldNames) {
      if (!known.contains(name)) {
        refuse(
            name,
            "unknown field; "
                + ClosestName.of(name, known)
                    .map(meant -> "did you mean " + meant + "?")
                    .orElse("expected one of " + String.join(", ", known)));
      }
    }
  }

  @Nullable String text(String name, int maxLength) {
    JsonNode value = present(name);
    if (value != null && (!value.isTextual() || value.textValue().length() > maxLength)) {
      refuseValue(
          name,
          "a text of at most %d characters, in quotes if it looks like a number"
              .formatted(maxLength));
      return null;
    }
    return value == null ? null : value.textValue();
  }

  int number(String name, int min, int max, int fallback) {
    JsonNode value = present(name);
    if (value == null) {
      return fallback;
    }
    if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
      refuseValue(name, "a whole number, %d to %d".formatted(min, max));
      return fallback;
    }
    return value.intValue();
  }

  boolean flag(String name) {
    JsonNode value = present(name);
    if (value != null && !value.isBoolean()) {
      refuseValue(name, "true or false");
    }
    return value != null && value.booleanValue();
  }

  OnError onError(String name) {
    JsonNode value = present(name);
    for (OnError each : OnError.values()) {
      if (value != null && each.wireName().equals(value.asText())) {
        return each;
      }
    }
    if (value != null) {
      refuseValue(
          name,
          Arrays.stream(OnError.values())
              .map(OnError::wireName)
              .collect(Collectors.joining(" or ")));
    }
    return OnError.FAIL;
  }

  @Nullable MaxFailures maxFailures(String name) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    try {
      if (value.isTextual() || value.isNumber()) {
        return MaxFailures.parse(value.asText());
      }
    } catch (IllegalArgumentException e) {
      // Refused below, in the words of all fields.
    }
    refuseValue(name, "a whole number from 0, or a share such as 5%");
    return null;
  }

  /** Null when it is not there. */
  @Nullable BsonDocument document(String name, String expected) {
    BsonValue value = value(name);
    if (value != null && !value.isDocument()) {
      refuseValue(name, expected);
      return null;
    }
    return value == null ? null : value.asDocument();
  }

  @Nullable BsonValue value(String name) {
    JsonNode value = present(name);
    try {
      return value == null ? null : ExactBson.of(prefix + name, value);
    } catch (UnreadableException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** The fields of a document within; null when it is not there. */
  @Nullable DeclaredFields within(String name, String expected) {
    JsonNode value = present(name);
    if (value != null && !value.isObject()) {
      refuseValue(name, expected);
      return null;
    }
    return value == null ? null : new DeclaredFields(prefix + name + ".", value, problems);
  }

  boolean isPresent(String name) {
    return present(name) != null;
  }

  void refuse(String name, String problem) {
    problems.add(prefix + name + ": " + problem);
  }

  private void refuseValue(String name, String expected) {
    String shown = String.valueOf(object.get(name));
    refuse(
        name,
        "%s; expected %s"
            .formatted(
                shown.length() <= MOST_SHOWN ? shown : shown.substring(0, MOST_SHOWN) + "…",
                expected));
  }

  private @Nullable JsonNode present(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
