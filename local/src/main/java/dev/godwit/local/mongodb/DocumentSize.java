package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The size of documents in BSON, computed without encoding them, and the server's limit on it. */
final class DocumentSize {

  static final int MAXIMUM = 16 * 1024 * 1024;

  private static final int INSERTED_TOO_LARGE = 10334;
  private static final int UPDATED_TOO_LARGE = 17419;

  private DocumentSize() {}

  static void checkInserted(Document document) {
    long size = of(document);
    if (size > MAXIMUM) {
      throw new MongoServerError(
          INSERTED_TOO_LARGE,
          "BSONObjectTooLarge",
          "object to insert too large. size in bytes: " + size + ", max size: " + MAXIMUM);
    }
  }

  static void checkUpdated(Document document) {
    if (of(document) > MAXIMUM) {
      throw new MongoServerError(
          UPDATED_TOO_LARGE, "Resulting document after update is larger than " + MAXIMUM);
    }
  }

  static long of(Map<String, ?> document) {
    long size = 5;
    for (Map.Entry<String, ?> field : document.entrySet()) {
      size += 2 + utf8Length(field.getKey()) + ofValue(field.getValue());
    }
    return size;
  }

  @SuppressWarnings("unchecked")
  private static long ofValue(@Nullable Object value) {
    if (value == null || value instanceof MinKey || value instanceof MaxKey) {
      return 0;
    } else if (value instanceof String text) {
      return 5 + utf8Length(text);
    } else if (value instanceof Boolean) {
      return 1;
    } else if (value instanceof Integer) {
      return 4;
    } else if (value instanceof Decimal128) {
      return 16;
    } else if (value instanceof ObjectId) {
      return 12;
    } else if (value instanceof Map<?, ?> map) {
      return of((Map<String, ?>) map);
    } else if (value instanceof Collection<?> elements) {
      return ofArray(elements);
    } else if (value instanceof BinData binary) {
      return 5L + binary.getData().length;
    } else if (value instanceof UUID || value instanceof LegacyUUID) {
      return 21;
    } else if (value instanceof BsonRegularExpression regex) {
      String options = regex.getOptions() == null ? "" : regex.getOptions();
      return 2 + utf8Length(regex.getPattern()) + utf8Length(options);
    } else if (value instanceof BsonJavaScript code) {
      return 5 + utf8Length(code.getCode());
    }
    return 8; // double, long, date, timestamp
  }

  private static long ofArray(Collection<?> elements) {
    long size = 5;
    int index = 0;
    for (Object element : elements) {
      size += 2 + Integer.toString(index++).length() + ofValue(element);
    }
    return size;
  }

  private static long utf8Length(String text) {
    long length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return length;
  }
}
