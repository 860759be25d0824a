package dev.godwit.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** The fields of a command, each read as one type or refused with what was expected. */
record Fields(JsonNode object) {

  private static final int MAX_SHOWN = 100;
  private static final int MAX_TEXT = 200;

  List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  boolean isSet(String name) {
    JsonNode value = object.get(name);
    return value != null && !value.isNull() && !(value.isBoolean() && !value.booleanValue());
  }

  /** A short text; null when it is not there. */
  @Nullable String text(String name) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
      throw refused(name, "a text of at most " + MAX_TEXT + " characters");
    }
    return value.textValue();
  }

  /** The name of a migration, which must be there. */
  String name(String name) {
    JsonNode value = object.get(name);
    if (value == null || !value.isTextual() || !MigrationName.isLegal(value.textValue())) {
      throw refused(name, "the name of a migration, 1 to 200 of A-Z a-z 0-9 . _ -");
    }
    return value.textValue();
  }

  /** Names of migrations; none when the field is not there. */
  List<String> names(String name) {
    JsonNode value = present(name);
    List<String> names = new ArrayList<>();
    if (value == null) {
      return names;
    }
    String expected = "a list of names of migrations, such as [\"a\",\"b\"]";
    if (!value.isArray()) {
      throw refused(name, expected);
    }
    for (JsonNode element : value) {
      if (!element.isTextual() || !MigrationName.isLegal(element.textValue())) {
        throw refused(name, expected);
      }
      names.add(element.textValue());
    }
    return names;
  }

  boolean flag(String name) {
    JsonNode value = present(name);
    if (value != null && !value.isBoolean()) {
      throw refused(name, "true or false");
    }
    return value != null && value.booleanValue();
  }

  @Nullable Integer batchSize(String name) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    boolean whole = value.isIntegralNumber() && value.canConvertToInt();
    if (!whole || value.intValue() < 1 || value.intValue() > Defaults.MAX_BATCH_SIZE) {
      throw refused(
          name,
          "a whole number from 1 to %d, or leave it out for the migration's own"
              .formatted(Defaults.MAX_BATCH_SIZE));
    }
    return value.intValue();
  }

  @Nullable OnError onError(String name) {
    String word = text(name);
    if (word == null) {
      return null;
    }
    for (OnError onError : OnError.values()) {
      if (onError.wireName().equals(word)) {
        return onError;
      }
    }
    throw refused(name, "\"fail\" or \"skip\"");
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
    throw refused(name, "a whole number from 0, or a share such as \"5%\"");
  }

  /** Absent means going on; null means the beginning; everything else an {@code _id}. */
  StartOptions.@Nullable StartAt startAt(String name) {
    if (!object.has(name)) {
      return null;
    }
    JsonNode value = object.get(name);
    if (value.isNull()) {
      return new StartOptions.StartAt(null);
    }
    if (value.isTextual() && value.textValue().isEmpty()) {
      throw refused(name, "an _id to start after, null for the beginning; leave it out to go on");
    }
    BsonValue id;
    try {
      id = ExtendedJson.read(value);
    } catch (MalformedMessageException e) {
      throw refused(name, "an _id in Extended JSON, such as {\"$oid\":\"65a1…\"}");
    }
    if (id instanceof BsonDocument wrapper && wrapper.size() == 1 && wrapper.containsKey("after")) {
      return new StartOptions.StartAt(new Cursor(wrapper.get("after")));
    }
    return new StartOptions.StartAt(new Cursor(id));
  }

  @Nullable Map<String, Object> values(String name) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      throw refused(name, "an object such as {\"plan\":\"pro\"}");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    value
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isNull()) {
                throw refused(
                    name + "." + field.getKey(), "a value, or leave it out for its default");
              }
              values.put(field.getKey(), Json.toPlain(field.getValue()));
            });
    return values;
  }

  MalformedMessageException refused(String name, String expected) {
    JsonNode value = object.at("/" + name.replace(".", "/"));
    String got = value.isMissingNode() ? "missing" : "got " + shown(value);
    return new MalformedMessageException(
        "field '%s': %s; expected %s".formatted(name, got, expected));
  }

  static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }

  private @Nullable JsonNode present(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
