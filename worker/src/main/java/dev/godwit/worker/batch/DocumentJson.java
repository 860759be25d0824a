package dev.godwit.worker.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.DecoderContext;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Documents in messages: relaxed Extended JSON, cut where they are large. */
final class DocumentJson {

  /** How large a document in a message may be. */
  static final int MAX_BYTES = 64_000;

  /** The field that says what was cut off. */
  static final String CUT = "$cut";

  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
  private static final BsonValueCodec VALUES = new BsonValueCodec();

  /** What is left for the field that says what was cut off. */
  private static final int RESERVED = 2_000;

  private static final int MAX_NAMES = 10;
  private static final int MAX_NAME = 100;

  private DocumentJson() {}

  /** The document, or as many of its fields as fit. */
  static JsonNode of(RawBsonDocument document) {
    if (document.getByteLength() < MAX_BYTES) {
      String json = document.toJson(RELAXED);
      if (json.length() <= MAX_BYTES) {
        return Json.tree(json);
      }
    }
    return cut(document);
  }

  private static JsonNode cut(RawBsonDocument document) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    List<String> leftOut = new ArrayList<>();
    int room = MAX_BYTES - RESERVED;
    try (BsonReader reader = document.asBsonReader()) {
      reader.readStartDocument();
      while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
        String name = reader.readName();
        BsonValue value = VALUES.decode(reader, DecoderContext.builder().build());
        String json = new BsonDocument(name, value).toJson(RELAXED);
        if (json.length() <= room) {
          room -= json.length();
          shown.set(name, Json.tree(json).get(name));
        } else {
          leftOut.add(name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…");
        }
      }
    }
    String names =
        String.join(", ", leftOut.subList(0, Math.min(MAX_NAMES, leftOut.size())))
            + (leftOut.size() > MAX_NAMES ? " and others" : "");
    shown.put(CUT, "%d bytes in all; without %s".formatted(document.getByteLength(), names));
    return shown;
  }
}
