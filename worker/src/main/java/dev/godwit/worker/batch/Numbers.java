package dev.godwit.worker.batch;

import java.math.BigDecimal;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/** Compares int, long, double and decimal by what they are worth, as the server does. */
final class Numbers {

  private Numbers() {}

  static boolean isNaN(BsonValue value) {
    return (value instanceof BsonDouble number && Double.isNaN(number.getValue()))
        || (value instanceof BsonDecimal128 decimal && decimal.getValue().isNaN());
  }

  /** NaN comes first and equals NaN. */
  static int compare(BsonNumber a, BsonNumber b) {
    if (isNaN(a) || isNaN(b)) {
      return Boolean.compare(!isNaN(a), !isNaN(b));
    }
    int infiniteA = infinity(a);
    int infiniteB = infinity(b);
    return infiniteA != 0 || infiniteB != 0
        ? Integer.compare(infiniteA, infiniteB)
        : exact(a).compareTo(exact(b));
  }

  private static int infinity(BsonNumber number) {
    if (number instanceof BsonDouble real && Double.isInfinite(real.getValue())) {
      return real.getValue() > 0 ? 1 : -1;
    } else if (number instanceof BsonDecimal128 decimal && decimal.getValue().isInfinite()) {
      return decimal.getValue().isNegative() ? -1 : 1;
    }
    return 0;
  }

  /** A finite number without loss. */
  static BigDecimal exact(BsonNumber number) {
    if (number instanceof BsonDouble real) {
      return new BigDecimal(real.getValue());
    } else if (number instanceof BsonDecimal128 decimal) {
      Decimal128 value = decimal.getValue();
      return isNegativeZero(value) ? BigDecimal.ZERO : value.bigDecimalValue();
    }
    return BigDecimal.valueOf(number.longValue());
  }

  /** Which has no BigDecimal. */
  private static boolean isNegativeZero(Decimal128 value) {
    return value.isNegative() && value.doubleValue() == 0 && value.toString().startsWith("-0");
  }
}
