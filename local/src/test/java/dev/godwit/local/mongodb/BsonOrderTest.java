package dev.godwit.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BsonOrderTest {

  @Test
  void typesComeInTheOrderOfTheManual() {
    isAscending(
        MinKey.getInstance(),
        Missing.getInstance(),
        null,
        1,
        "a",
        new Document("a", 1),
        List.of(1),
        new BinData(new byte[] {1}),
        new ObjectId(),
        false,
        Instant.EPOCH,
        new BsonTimestamp(1),
        new BsonRegularExpression("a", ""),
        new BsonJavaScript("a"),
        MaxKey.getInstance());
  }

  @Test
  void numbersCompareByValueWhateverTheirType() {
    isAscending(
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        decimal("-1E+400"),
        -Double.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -Double.MIN_VALUE,
        0,
        decimal("1E-400"),
        Double.MIN_VALUE,
        decimal("0.1"),
        0.1,
        1L,
        decimal("1.5"),
        2.0,
        (1L << 53) + 1,
        (double) ((1L << 53) + 2),
        Long.MAX_VALUE,
        0x1p63,
        Double.MAX_VALUE,
        decimal("1E+400"),
        Double.POSITIVE_INFINITY);
  }

  @Test
  void equalNumbersOfAllTypesAreEqual() {
    areEqual(1, 1L, 1.0, decimal("1"), decimal("1.000"));
    areEqual(0, 0L, 0.0, -0.0, decimal("0"), decimal("0E+3"));
    areEqual(Double.NaN, Decimal128.NaN);
    areEqual(Double.POSITIVE_INFINITY, Decimal128.POSITIVE_INFINITY);
    areEqual(Double.NEGATIVE_INFINITY, Decimal128.NEGATIVE_INFINITY);
  }

  @Test
  void stringsCompareByCodePoint() {
    isAscending("", "A", "AA", "a", "ab", "b", "é", "\uFFFD", "\uD83D\uDE00", "\uD83D\uDE01");
  }

  @Test
  void documentsCompareFieldByFieldByTypeThenNameThenValue() {
    isAscending(
        new Document(),
        new Document("b", 1),
        new Document("b", 1).append("a", 1),
        new Document("b", 1).append("a", 1).append("c", 1),
        new Document("b", 2),
        new Document("c", 1),
        new Document("a", "x"));
  }

  @Test
  void orderOfFieldsMattersTypeOfNumbersDoesNot() {
    assertThat(
            BsonOrder.compare(
                new Document("a", 1).append("b", 2), new Document("b", 2).append("a", 1)))
        .isNegative();
    areEqual(new Document("a", 1), new Document("a", 1L), new Document("a", 1.0));
  }

  @Test
  void arraysCompareElementByElement() {
    isAscending(List.of(), List.of(1), List.of(1, 1), List.of(2), List.of("a"), List.of(List.of()));
  }

  @Test
  void binariesCompareByLengthThenSubtypeThenUnsignedBytes() {
    UUID uuid = new UUID(1, 2);
    isAscending(
        new BinData(new byte[0]),
        new BinData(new byte[] {127}),
        new BinData(new byte[] {-128}),
        new BinData(new byte[] {0, 0}),
        new BinData(new byte[16]),
        new LegacyUUID(uuid),
        uuid,
        new UUID(Long.MIN_VALUE, 0),
        new BinData(new byte[17]));
  }

  @Test
  void theRestComparesByValue() {
    isAscending(false, true);
    isAscending(Instant.ofEpochMilli(-1), Instant.EPOCH, Instant.ofEpochMilli(1));
    isAscending(new BsonTimestamp(1), new BsonTimestamp(2), new BsonTimestamp(-1));
    isAscending(
        new BsonRegularExpression("a", ""),
        new BsonRegularExpression("a", "i"),
        new BsonRegularExpression("b", ""));
    isAscending(new BsonJavaScript("a"), new BsonJavaScript("b"));
    isAscending(
        new ObjectId("000000000000000000000000"),
        new ObjectId("7fffffff0000000000000000"),
        new ObjectId("800000000000000000000000"));
  }

  private static Decimal128 decimal(String value) {
    return new Decimal128(new BigDecimal(value));
  }

  /** Every value is less than all that follow, both ways round. */
  private static void isAscending(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        assertThat(Integer.signum(BsonOrder.compare(values[i], values[j])))
            .as("%s against %s", values[i], values[j])
            .isEqualTo(Integer.compare(i, j));
      }
    }
    List<OrderedKey> keys = new ArrayList<>();
    Arrays.asList(values).forEach(value -> keys.add(OrderedKey.of(value)));
    assertThat(keys).isSorted();
  }

  private static void areEqual(Object... values) {
    for (Object one : values) {
      for (Object other : values) {
        assertThat(BsonOrder.compare(one, other)).as("%s against %s", one, other).isZero();
      }
    }
  }
}
