package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Operators that the stock code lacks or gets wrong, applied to values. */
final class AddedOperators {

  private static final int CONVERSION_FAILURE = 241;
  private static final int WRONG_TYPE = 50699;

  private static final Set<String> NAMES =
      Set.of(
          "$eq",
          "$ne",
          "$gt",
          "$gte",
          "$lt",
          "$lte",
          "$cmp",
          "$type",
          "$isNumber",
          "$round",
          "$first",
          "$last",
          "$toDate",
          "$toDecimal",
          "$trim",
          "$ltrim",
          "$rtrim",
          "$replaceOne",
          "$replaceAll",
          "$regexMatch",
          "$getField");

  /** What the server trims if it is not told. */
  private static final String BLANK =
      "\0 \t\n\u000B\f\r\u00A0\u1680\u2000\u2001\u2002\u2003"
          + "\u2004\u2005\u2006\u2007\u2008\u2009\u200A";

  private AddedOperators() {}

  static boolean knows(String operator) {
    return NAMES.contains(operator);
  }

  static @Nullable Object apply(String operator, List<@Nullable Object> values) {
    Object first = values.get(0);
    return switch (operator) {
      case "$cmp" -> Integer.signum(compare(values));
      case "$eq" -> compare(values) == 0;
      case "$ne" -> compare(values) != 0;
      case "$gt" -> compare(values) > 0;
      case "$gte" -> compare(values) >= 0;
      case "$lt" -> compare(values) < 0;
      case "$lte" -> compare(values) <= 0;
      case "$type" -> BsonTypeName.of(first);
      case "$isNumber" -> first instanceof Number;
      case "$first" -> element(first, 0);
      case "$last" -> first instanceof List<?> list ? element(first, list.size() - 1) : null;
      case "$round" -> isNothing(first) ? null : round(first, values);
      case "$toDate" ->
          first instanceof ObjectId id ? madeAt(id) : StockOperators.apply(operator, values);
      case "$toDecimal" -> isNothing(first) ? null : toDecimal(first);
      default -> throw new MongoServerError(WRONG_TYPE, operator + " needs an object");
    };
  }

  static @Nullable Object applyNamed(String operator, Document operand) {
    if (operator.equals("$getField")) {
      return operand.get("input") instanceof Document document
          ? document.getOrMissing(operand.get("field"))
          : Missing.getInstance();
    }
    Object input = operand.get("input");
    if (isNothing(input)) {
      return operator.equals("$regexMatch") ? false : null;
    }
    if (!(input instanceof String text)) {
      throw new MongoServerError(WRONG_TYPE, operator + " needs a string as input, not " + input);
    }
    return switch (operator) {
      case "$trim" -> trim(text, operand, true, true);
      case "$ltrim" -> trim(text, operand, true, false);
      case "$rtrim" -> trim(text, operand, false, true);
      case "$replaceAll" -> text.replace(text(operand, "find"), text(operand, "replacement"));
      case "$replaceOne" ->
          text.replaceFirst(
              Pattern.quote(text(operand, "find")),
              Matcher.quoteReplacement(text(operand, "replacement")));
      default -> regex(operand).matcher(text).find();
    };
  }

  private static int compare(List<@Nullable Object> values) {
    return BsonOrder.compare(values.get(0), values.get(1));
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null || value instanceof Missing;
  }

  private static @Nullable Object element(@Nullable Object list, int index) {
    if (!(list instanceof List<?> elements)) {
      return null;
    }
    return index >= 0 && index < elements.size() ? elements.get(index) : Missing.getInstance();
  }

  private static Object round(@Nullable Object value, List<@Nullable Object> values) {
    int places = values.size() > 1 ? ((Number) values.get(1)).intValue() : 0;
    if (value instanceof Double number) {
      return Double.isFinite(number)
          ? (Object) new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN).doubleValue()
          : number;
    } else if (value instanceof Decimal128 decimal) {
      return new Decimal128(decimal.toBigDecimal().setScale(places, RoundingMode.HALF_EVEN));
    } else if (value instanceof Number number) {
      long rounded =
          BigDecimal.valueOf(number.longValue())
              .setScale(places, RoundingMode.HALF_EVEN)
              .longValue();
      return number instanceof Integer ? (Object) (int) rounded : rounded;
    }
    throw new MongoServerError(51081, "$round only supports numeric types, not " + value);
  }

  /** The first four bytes are the second in which it was made. */
  private static Instant madeAt(ObjectId id) {
    return Instant.ofEpochSecond(
        Integer.toUnsignedLong(ByteBuffer.wrap(id.toByteArray()).getInt()));
  }

  private static Decimal128 toDecimal(Object value) {
    if (value instanceof Decimal128 decimal) {
      return decimal;
    } else if (value instanceof Double number) {
      // the server keeps 15 digits of a double
      return new Decimal128(new BigDecimal(number).round(new MathContext(15)));
    } else if (value instanceof Number number) {
      return new Decimal128(BigDecimal.valueOf(number.longValue()));
    } else if (value instanceof Boolean truth) {
      return new Decimal128(truth ? BigDecimal.ONE : BigDecimal.ZERO);
    }
    try {
      return new Decimal128(new BigDecimal((String) value));
    } catch (ClassCastException | NumberFormatException e) {
      throw new MongoServerError(
          CONVERSION_FAILURE, "ConversionFailure", "Failed to convert to decimal: " + value);
    }
  }

  private static String trim(String text, Document operand, boolean left, boolean right) {
    String chars = operand.containsKey("chars") ? text(operand, "chars") : BLANK;
    int start = 0;
    int end = text.length();
    while (left && start < end && chars.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (right && start < end && chars.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  private static BsonRegularExpression regex(Document operand) {
    return operand.get("regex") instanceof BsonRegularExpression regex
        ? regex
        : new BsonRegularExpression(
            text(operand, "regex"), (String) operand.getOrDefault("options", ""));
  }

  private static String text(Document operand, String name) {
    if (operand.get(name) instanceof String text) {
      return text;
    }
    throw new MongoServerError(WRONG_TYPE, name + " needs a string, not " + operand.get(name));
  }
}
