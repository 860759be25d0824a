package dev.godwit.coordinator.topology;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can still be told of a command that could not be read, so that whoever sent it recognises
 * the reply.
 */
record BrokenCommand(@Nullable String command, @Nullable String id, @Nullable String migration) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> ECHOED = Set.of("command", "id", "migration");
  private static final int MAX_READ = 64 * 1024;
  private static final int MAX_ECHOED = 200;

  /** Whatever can be read from the beginning. */
  static BrokenCommand of(byte @Nullable [] bytes) {
    Map<String, String> texts = new HashMap<>();
    if (bytes != null) {
      try (JsonParser parser = JSON.createParser(bytes, 0, Math.min(bytes.length, MAX_READ))) {
        read(parser, texts);
      } catch (IOException e) {
        // What was read before it broke stays.
      }
    }
    return new BrokenCommand(texts.get("command"), texts.get("id"), texts.get("migration"));
  }

  private static void read(JsonParser parser, Map<String, String> texts) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == null) {
        return;
      }
      boolean told = value == JsonToken.VALUE_STRING || value.isNumeric();
      if (told && ECHOED.contains(name) && parser.getTextLength() <= MAX_ECHOED) {
        texts.putIfAbsent(name, parser.getText());
      }
      parser.skipChildren();
    }
  }
}
