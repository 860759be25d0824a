package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of values that MongoDB keeps apart when it compares, in the order in which it sorts
 * them (MongoDB manual, "Comparison/Sort Order").
 */
enum TypeBracket {
  MIN_KEY,
  MISSING,
  NULL,
  NUMBER,
  STRING,
  OBJECT,
  ARRAY,
  BINARY,
  OBJECT_ID,
  BOOLEAN,
  DATE,
  TIMESTAMP,
  REGEX,
  CODE,
  MAX_KEY;

  static TypeBracket of(@Nullable Object value) {
    if (value == null) {
      return NULL;
    } else if (value instanceof String) {
      return STRING;
    } else if (value instanceof Number) {
      return NUMBER;
    } else if (value instanceof ObjectId) {
      return OBJECT_ID;
    } else if (value instanceof Map) {
      return OBJECT;
    } else if (value instanceof Collection) {
      return ARRAY;
    } else if (value instanceof Boolean) {
      return BOOLEAN;
    } else if (value instanceof Instant) {
      return DATE;
    } else if (value instanceof UUID || value instanceof LegacyUUID || value instanceof BinData) {
      return BINARY;
    }
    return ofRare(value);
  }

  private static TypeBracket ofRare(Object value) {
    if (value instanceof Missing) {
      return MISSING;
    } else if (value instanceof BsonTimestamp) {
      return TIMESTAMP;
    } else if (value instanceof BsonRegularExpression) {
      return REGEX;
    } else if (value instanceof MinKey) {
      return MIN_KEY;
    } else if (value instanceof MaxKey) {
      return MAX_KEY;
    }
    return CODE;
  }
}
