package dev.godwit.migration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * How many documents may fail before a run that skips them stops: a count, or a share of the
 * processed documents, written {@code 10} and {@code "5%"}.
 *
 * @param limit documents, or percent
 * @param isShare whether the limit is in percent
 */
public record MaxFailures(BigDecimal limit, boolean isShare) {

  /** A share says nothing before so many documents were processed. */
  public static final long DOCUMENTS_BEFORE_A_SHARE_COUNTS = 500;

  private static final int MAX_DIGITS = 20;

  private static final String EXPECTED =
      "expected a whole number of documents, 0 or more (10), or a share above 0% and up to 100% (\"5%\")";

  public MaxFailures {
    boolean legal =
        isOrdinary(limit)
            && (isShare
                ? limit.signum() > 0 && limit.compareTo(BigDecimal.valueOf(100)) <= 0
                : limit.signum() >= 0 && limit.stripTrailingZeros().scale() <= 0);
    if (!legal) {
      throw new IllegalArgumentException("maxFailures " + limit + ": " + EXPECTED);
    }
  }

  /** Written out, 1e999999999 would be a gigabyte of zeros. */
  private static boolean isOrdinary(BigDecimal limit) {
    return Math.abs(limit.scale()) <= MAX_DIGITS
        && limit.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  /** At most so many documents; 0 stops at the first. */
  public static MaxFailures count(long documents) {
    return new MaxFailures(BigDecimal.valueOf(documents), false);
  }

  /** At most so many percent of the processed documents, judged after 500 of them. */
  public static MaxFailures percent(double percent) {
    return new MaxFailures(BigDecimal.valueOf(percent), true);
  }

  /**
   * Reads {@code 10} or {@code "5%"}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  @JsonCreator
  public static MaxFailures parse(Object text) {
    String value = String.valueOf(text).trim();
    boolean share = value.endsWith("%");
    try {
      String number = share ? value.substring(0, value.length() - 1).trim() : value;
      if (number.length() > MAX_DIGITS) {
        throw new NumberFormatException();
      }
      return new MaxFailures(new BigDecimal(number), share);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("maxFailures '" + value + "': " + EXPECTED, e);
    }
  }

  /** Whether so many failures among so many processed documents are too many. */
  public boolean isExceededBy(long failed, long processed) {
    if (!isShare) {
      return BigDecimal.valueOf(failed).compareTo(limit) > 0;
    }
    BigDecimal allowed = limit.multiply(BigDecimal.valueOf(processed)).movePointLeft(2);
    return processed >= DOCUMENTS_BEFORE_A_SHARE_COUNTS
        && BigDecimal.valueOf(failed).compareTo(allowed) > 0;
  }

  /** The limit as it is written in a command: a number, or a text with a percent sign. */
  @JsonValue
  public Object wireValue() {
    return isShare ? limit.toPlainString() + "%" : (Object) limit.longValueExact();
  }

  @Override
  public String toString() {
    return String.valueOf(wireValue());
  }
}
