package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types that {@code $type} knows, by number and by alias. */
enum BsonTypeName {
  DOUBLE(1, "double", TypeBracket.NUMBER, Double.class),
  STRING(2, "string", TypeBracket.STRING, Object.class),
  OBJECT(3, "object", TypeBracket.OBJECT, Object.class),
  ARRAY(4, "array", TypeBracket.ARRAY, Object.class),
  BIN_DATA(5, "binData", TypeBracket.BINARY, Object.class),
  // the embedded server never stores the types that are marked with Void
  UNDEFINED(6, "undefined", TypeBracket.MISSING, Void.class),
  OBJECT_ID(7, "objectId", TypeBracket.OBJECT_ID, Object.class),
  BOOL(8, "bool", TypeBracket.BOOLEAN, Object.class),
  DATE(9, "date", TypeBracket.DATE, Object.class),
  NULL(10, "null", TypeBracket.NULL, Object.class),
  REGEX(11, "regex", TypeBracket.REGEX, Object.class),
  DB_POINTER(12, "dbPointer", TypeBracket.CODE, Void.class),
  JAVASCRIPT(13, "javascript", TypeBracket.CODE, Object.class),
  SYMBOL(14, "symbol", TypeBracket.STRING, Void.class),
  JAVASCRIPT_WITH_SCOPE(15, "javascriptWithScope", TypeBracket.CODE, Void.class),
  INT(16, "int", TypeBracket.NUMBER, Integer.class),
  TIMESTAMP(17, "timestamp", TypeBracket.TIMESTAMP, Object.class),
  LONG(18, "long", TypeBracket.NUMBER, Long.class),
  DECIMAL(19, "decimal", TypeBracket.NUMBER, Decimal128.class),
  MIN_KEY(-1, "minKey", TypeBracket.MIN_KEY, Object.class),
  MAX_KEY(127, "maxKey", TypeBracket.MAX_KEY, Object.class);

  private static final List<BsonTypeName> NUMBERS = List.of(DOUBLE, INT, LONG, DECIMAL);

  private final int number;
  private final String alias;
  private final TypeBracket bracket;
  private final Class<?> values;

  BsonTypeName(int number, String alias, TypeBracket bracket, Class<?> values) {
    this.number = number;
    this.alias = alias;
    this.bracket = bracket;
    this.values = values;
  }

  TypeBracket bracket() {
    return bracket;
  }

  boolean isStored() {
    return values != Void.class;
  }

  /** Whether they are all the types of their brackets, as far as these are stored. */
  static boolean areWholeBrackets(List<BsonTypeName> types) {
    return Arrays.stream(values())
        .filter(BsonTypeName::isStored)
        .filter(type -> types.stream().anyMatch(one -> one.bracket == type.bracket))
        .allMatch(types::contains);
  }

  boolean matches(@Nullable Object value) {
    return TypeBracket.of(value) == bracket && (values == Object.class || values.isInstance(value));
  }

  /** The alias of a value's type, as the operator {@code $type} gives it. */
  static String of(@Nullable Object value) {
    return value instanceof Missing
        ? "missing"
        : find(type -> type.matches(value), "unknown type of " + value).alias;
  }

  static List<BsonTypeName> parse(@Nullable Object operand) {
    if (operand instanceof Collection<?> several) {
      if (several.isEmpty()) {
        throw new FailedToParseException("$type must match at least one type");
      }
      return several.stream().flatMap(BsonTypeName::parseOne).toList();
    }
    return parseOne(operand).toList();
  }

  private static Stream<BsonTypeName> parseOne(@Nullable Object operand) {
    if ("number".equals(operand)) {
      return NUMBERS.stream();
    }
    if (operand instanceof Number code) {
      return Stream.of(
          find(type -> type.number == code.doubleValue(), "Invalid numerical type code: " + code));
    }
    return Stream.of(
        find(type -> type.alias.equals(operand), "Unknown type name alias: " + operand));
  }

  private static BsonTypeName find(Predicate<BsonTypeName> wanted, String otherwise) {
    return Arrays.stream(values())
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new BadValueException(otherwise));
  }
}
