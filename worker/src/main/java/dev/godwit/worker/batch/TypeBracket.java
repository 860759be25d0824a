package dev.godwit.worker.batch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonType;
import org.bson.BsonValue;

/**
 * The kinds of values that MongoDB keeps apart when it compares, in the order in which it sorts
 * them (the server's {@code canonicalizeBSONType}).
 */
enum TypeBracket {
  MIN_KEY(true, BsonType.MIN_KEY),
  UNDEFINED(true, BsonType.UNDEFINED),
  NULL(true, BsonType.NULL),
  NUMBER(false, BsonType.DOUBLE, BsonType.INT32, BsonType.INT64, BsonType.DECIMAL128),
  STRING(false, BsonType.STRING, BsonType.SYMBOL),
  OBJECT(false, BsonType.DOCUMENT),
  ARRAY(false, BsonType.ARRAY),
  BINARY(false, BsonType.BINARY),
  OBJECT_ID(false, BsonType.OBJECT_ID),
  BOOLEAN(false, BsonType.BOOLEAN),
  DATE(false, BsonType.DATE_TIME),
  TIMESTAMP(false, BsonType.TIMESTAMP),
  REGEX(false, BsonType.REGULAR_EXPRESSION),
  DB_POINTER(false, BsonType.DB_POINTER),
  CODE(false, BsonType.JAVASCRIPT),
  CODE_WITH_SCOPE(false, BsonType.JAVASCRIPT_WITH_SCOPE),
  MAX_KEY(true, BsonType.MAX_KEY);

  private static final Map<BsonType, TypeBracket> BY_TYPE = new EnumMap<>(BsonType.class);

  static {
    for (TypeBracket bracket : values()) {
      bracket.types.forEach(type -> BY_TYPE.put(type, bracket));
    }
  }

  private final boolean singleValue;
  private final List<BsonType> types;

  TypeBracket(boolean singleValue, BsonType... types) {
    this.singleValue = singleValue;
    this.types = List.of(types);
  }

  static TypeBracket of(BsonValue value) {
    TypeBracket bracket = BY_TYPE.get(value.getBsonType());
    if (bracket == null) {
      throw new IllegalArgumentException("no value of a field: " + value.getBsonType());
    }
    return bracket;
  }

  /** Whether there is one value only, which is neither before nor after itself. */
  boolean hasSingleValue() {
    return singleValue;
  }

  /** Whether an {@code _id} can be of that kind; the server takes no others. */
  boolean canBeId() {
    return this != UNDEFINED && this != ARRAY && this != REGEX;
  }

  /** The numbers by which {@code $type} names them. */
  List<Integer> typeNumbers() {
    return types.stream().map(TypeBracket::number).toList();
  }

  private static int number(BsonType type) {
    // The driver has the byte of the format, the query language takes -1.
    return type == BsonType.MIN_KEY ? -1 : type.getValue();
  }
}
