package dev.godwit.worker.batch;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/**
 * Adds and multiplies numbers as {@code $inc} and {@code $mul} do: the result has the wider type,
 * and an int that overflows becomes a long.
 */
final class Arithmetic {

  /** So many digits of a double count when it meets a decimal. */
  private static final MathContext OF_DOUBLES = new MathContext(15);

  private Arithmetic() {}

  static BsonValue add(BsonNumber a, BsonNumber b) throws DocumentFailedException {
    return combine(a, b, BigDecimal::add, Double::sum);
  }

  static BsonValue multiply(BsonNumber a, BsonNumber b) throws DocumentFailedException {
    return combine(a, b, BigDecimal::multiply, (x, y) -> x * y);
  }

  private static BsonValue combine(
      BsonNumber a, BsonNumber b, BinaryOperator<BigDecimal> exact, DoubleBinaryOperator real)
      throws DocumentFailedException {
    if (a.isDecimal128() || b.isDecimal128()) {
      BigDecimal result = exact.apply(decimal(a), decimal(b)).round(MathContext.DECIMAL128);
      return new BsonDecimal128(new Decimal128(result));
    } else if (a.isDouble() || b.isDouble()) {
      return new BsonDouble(real.applyAsDouble(a.doubleValue(), b.doubleValue()));
    }
    BigDecimal result = exact.apply(decimal(a), decimal(b));
    try {
      long value = result.longValueExact();
      boolean fits = a.isInt32() && b.isInt32() && value == (int) value;
      return fits ? new BsonInt32((int) value) : new BsonInt64(value);
    } catch (ArithmeticException e) {
      throw new DocumentFailedException(
          "the result %s does not fit into 64 bits".formatted(result.toPlainString()));
    }
  }

  private static BigDecimal decimal(BsonNumber number) throws DocumentFailedException {
    boolean finite =
        number instanceof BsonDecimal128 decimal
            ? decimal.getValue().isFinite()
            : Double.isFinite(number.doubleValue());
    if (!finite) {
      throw new DocumentFailedException("a dry run does not calculate with " + number);
    }
    BigDecimal exact = Numbers.exact(number);
    return number.isDouble() ? exact.round(OF_DOUBLES) : exact;
  }
}
