package dev.godwit.worker.mongo;

import com.mongodb.MongoClientSettings;
import java.util.Set;
import org.bson.BsonBinaryReader;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.bson.io.ByteBufferBsonInput;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** How the values that migrations handle become BSON, and back. */
public final class BsonCodecs {

  static final CodecRegistry STANDARD =
      CodecRegistries.withUuidRepresentation(
          MongoClientSettings.getDefaultCodecRegistry(), UuidRepresentation.STANDARD);

  private static final Codec<Document> DOCUMENTS = STANDARD.get(Document.class);
  private static final BsonDocumentCodec PLAIN = new BsonDocumentCodec();
  private static final BsonValueCodec VALUES = new BsonValueCodec();
  private static final DecoderContext DECODING = DecoderContext.builder().build();
  private static final EncoderContext PLAINLY = EncoderContext.builder().build();

  private BsonCodecs() {}

  /** A document as migrations get it; a new copy at each call. */
  public static Document toDocument(RawBsonDocument raw) {
    return raw.decode(DOCUMENTS);
  }

  /** A document that can be changed; a new copy at each call. */
  public static BsonDocument toMutable(RawBsonDocument raw) {
    return raw.decode(PLAIN);
  }

  /** Those of its fields that have one of the names, in its order; they can be changed. */
  public static BsonDocument fields(RawBsonDocument raw, Set<String> names) {
    BsonDocument found = new BsonDocument();
    try (BsonBinaryReader reader =
        new BsonBinaryReader(new ByteBufferBsonInput(raw.getByteBuffer()))) {
      reader.readStartDocument();
      while (found.size() < names.size() && reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
        String name = reader.readName();
        if (names.contains(name) && !found.containsKey(name)) {
          found.put(name, VALUES.decode(reader, DECODING));
        } else {
          reader.skipValue();
        }
      }
    }
    return found;
  }

  /**
   * The bytes of a document.
   *
   * @throws org.bson.BsonSerializationException when it cannot be written as BSON
   */
  public static RawBsonDocument toRaw(BsonDocument document) {
    return document instanceof RawBsonDocument raw ? raw : new RawBsonDocument(document, PLAIN);
  }

  /**
   * A document of any kind as BSON.
   *
   * @throws CodecConfigurationException when it holds a value of a class that has no codec
   */
  public static BsonDocument toBson(Bson document) {
    return document.toBsonDocument(BsonDocument.class, STANDARD);
  }

  /**
   * Any value as BSON.
   *
   * @throws CodecConfigurationException when its class has no codec
   */
  public static BsonValue toValue(@Nullable Object value) {
    if (value == null) {
      return BsonNull.VALUE;
    } else if (value instanceof BsonValue bson) {
      return bson;
    } else if (value instanceof String text) {
      return new BsonString(text);
    } else if (value instanceof Integer number) {
      return new BsonInt32(number);
    } else if (value instanceof Long number) {
      return new BsonInt64(number);
    } else if (value instanceof Double number) {
      return new BsonDouble(number);
    } else if (value instanceof Boolean flag) {
      return BsonBoolean.valueOf(flag);
    } else if (value instanceof ObjectId id) {
      return new BsonObjectId(id);
    }
    return encoded(value);
  }

  @SuppressWarnings("unchecked")
  private static BsonValue encoded(Object value) {
    Codec<Object> codec = (Codec<Object>) STANDARD.get(value.getClass());
    BsonDocument holder = new BsonDocument();
    BsonDocumentWriter writer = new BsonDocumentWriter(holder);
    writer.writeStartDocument();
    writer.writeName("value");
    codec.encode(writer, value, PLAINLY);
    writer.writeEndDocument();
    BsonValue encoded = holder.get("value");
    if (encoded == null) {
      throw new CodecConfigurationException("the codec of " + value.getClass() + " wrote nothing");
    }
    return encoded;
  }
}
