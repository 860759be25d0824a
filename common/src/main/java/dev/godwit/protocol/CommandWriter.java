package dev.godwit.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.protocol.Command.Verb;
import org.jspecify.annotations.Nullable;

/** Writes commands as people would type them: without what goes without saying. */
public final class CommandWriter {

  private CommandWriter() {}

  /** The command as one line of JSON. */
  public static String write(Command command) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("command", command.verb().wireName());
    if (command.verb() == Verb.UP) {
      writeUp(command, json);
    } else if (command.verb() == Verb.START_SERIES) {
      json.set("migrations", Json.toTree(command.migrations()));
    } else if (command.migration() != null) {
      json.put("migration", command.migration());
      if (!command.next().isEmpty()) {
        json.set("next", Json.toTree(command.next()));
      }
    }
    writeOptions(command.options(), json);
    put(json, "by", command.by());
    put(json, "id", command.id());
    return json.toString();
  }

  private static void writeUp(Command command, ObjectNode json) {
    put(json, "to", command.up().to());
    if (!command.migrations().isEmpty()) {
      json.set("migrations", Json.toTree(command.migrations()));
    }
    if (command.up().resume()) {
      json.put("resume", true);
    }
    if (command.up().allowChanged()) {
      json.put("allowChanged", true);
    }
  }

  private static void writeOptions(StartOptions options, ObjectNode json) {
    if (options.reset()) {
      json.put("reset", true);
    }
    if (options.dryRun()) {
      json.put("dryRun", true);
    }
    if (options.oneBatchOnly()) {
      json.put("oneBatchOnly", true);
    }
    if (options.startAt() != null) {
      Cursor after = options.startAt().after();
      json.set("cursor", after == null ? json.nullNode() : Json.toTree(after));
    }
    put(json, "batchSize", options.handling().batchSize());
    put(json, "onError", options.handling().onError());
    put(json, "maxFailures", options.handling().maxFailures());
    put(json, "params", options.params());
  }

  private static void put(ObjectNode json, String field, @Nullable Object value) {
    if (value != null) {
      JsonNode tree = Json.toTree(value);
      json.set(field, tree);
    }
  }
}
