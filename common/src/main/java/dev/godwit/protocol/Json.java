package dev.godwit.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bson.BsonValue;

/**
 * How messages become bytes: plain UTF-8 JSON, ISO 8601 times, BSON values as canonical Extended
 * JSON; unknown fields are ignored, so that old and new programs understand each other.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(bson())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private Json() {}

  /** The message as one line of JSON. */
  public static String write(Object message) {
    try {
      return MAPPER.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + message.getClass().getSimpleName(), e);
    }
  }

  /** The message as UTF-8 bytes. */
  public static byte[] bytes(Object message) {
    return write(message).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads one message.
   *
   * @throws MalformedMessageException when it is not JSON or not of that shape
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      T message = MAPPER.readValue(json, type);
      if (message == null) {
        throw new MalformedMessageException("expected a " + type.getSimpleName() + ", got null");
      }
      return message;
    } catch (JsonProcessingException e) {
      throw new MalformedMessageException(
          "not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    } catch (MalformedMessageException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new MalformedMessageException("not a " + type.getSimpleName() + ": " + e, e);
    }
  }

  /** Reads one message from UTF-8 bytes, like {@link #read(String, Class)}. */
  public static <T> T read(byte[] json, Class<T> type) {
    return read(new String(json, StandardCharsets.UTF_8), type);
  }

  /**
   * Reads any JSON.
   *
   * @throws MalformedMessageException when it is not JSON
   */
  public static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MalformedMessageException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The value as a tree of JSON nodes. */
  public static JsonNode toTree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The JSON value as plain maps, lists, texts and numbers. */
  public static Object toPlain(JsonNode value) {
    return MAPPER.convertValue(value, Object.class);
  }

  private static SimpleModule bson() {
    SimpleModule module = new SimpleModule("bson");
    module.addSerializer(
        BsonValue.class,
        new JsonSerializer<BsonValue>() {
          @Override
          public void serialize(BsonValue value, JsonGenerator to, SerializerProvider provider)
              throws IOException {
            to.writeTree(tree(ExtendedJson.write(value)));
          }
        });
    module.addDeserializer(
        BsonValue.class,
        new JsonDeserializer<BsonValue>() {
          @Override
          public BsonValue deserialize(JsonParser from, DeserializationContext context)
              throws IOException {
            return ExtendedJson.read(context.readTree(from));
          }

          @Override
          public BsonValue getNullValue(DeserializationContext context) {
            return org.bson.BsonNull.VALUE;
          }
        });
    return module;
  }
}
