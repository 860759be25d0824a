package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.Decimal128;
import java.math.BigDecimal;

/** Compares int, long, double and decimal by their mathematical value, NaN first, -0 like 0. */
final class NumberOrder {

  /** Up to here every long is a double, too. */
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private NumberOrder() {}

  static int compare(Number a, Number b) {
    if (isIntegral(a) && isIntegral(b)) {
      return Long.compare(a.longValue(), b.longValue());
    }
    double x = approximate(a);
    double y = approximate(b);
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Boolean.compare(!Double.isNaN(x), !Double.isNaN(y));
    }
    if (Double.isInfinite(x) || Double.isInfinite(y) || (isExact(a) && isExact(b))) {
      return x < y ? -1 : x > y ? 1 : 0;
    }
    return exact(a).compareTo(exact(b));
  }

  static boolean isNaN(Object value) {
    return value instanceof Number number
        && !isIntegral(number)
        && Double.isNaN(number.doubleValue());
  }

  private static boolean isIntegral(Number number) {
    return number instanceof Integer || number instanceof Long;
  }

  private static boolean isExact(Number number) {
    if (number instanceof Long) {
      return Math.abs(number.longValue()) <= EXACT_IN_DOUBLE
          && number.longValue() != Long.MIN_VALUE;
    }
    return number instanceof Double || number instanceof Integer;
  }

  /** The number as a double, infinite only if it is: a decimal may be finite and beyond doubles. */
  private static double approximate(Number number) {
    double value = number.doubleValue();
    if (number instanceof Decimal128 && Double.isInfinite(value) && isFinite(number)) {
      return Math.copySign(Double.MAX_VALUE, value);
    }
    return value;
  }

  private static boolean isFinite(Number decimal) {
    return !decimal.equals(Decimal128.POSITIVE_INFINITY)
        && !decimal.equals(Decimal128.NEGATIVE_INFINITY);
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof Decimal128 decimal) {
      return decimal.toBigDecimal();
    }
    return isIntegral(number)
        ? BigDecimal.valueOf(number.longValue())
        : new BigDecimal(number.doubleValue());
  }
}
