package dev.godwit.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;

/**
 * Single BSON values as canonical MongoDB Extended JSON v2, in which int 1, long 1 and double 1
 * stay three different values.
 */
public final class ExtendedJson {

  private static final JsonWriterSettings CANONICAL =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
  private static final String WRAPPER = "v";

  private ExtendedJson() {}

  /** The value in canonical form. */
  public static String write(BsonValue value) {
    String wrapped = new BsonDocument(WRAPPER, value).toJson(CANONICAL);
    return wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1).trim();
  }

  /**
   * The value of Extended JSON, canonical or relaxed.
   *
   * @throws MalformedMessageException when it is not Extended JSON
   */
  public static BsonValue read(JsonNode json) {
    try {
      String wrapped = "{\"" + WRAPPER + "\":" + json + "}";
      return Objects.requireNonNull(BsonDocument.parse(wrapped).get(WRAPPER));
    } catch (JsonParseException | IllegalArgumentException e) {
      throw new MalformedMessageException(
          "not Extended JSON: " + json + " (" + e.getMessage() + ")", e);
    }
  }
}
