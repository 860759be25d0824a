package dev.godwit.worker.batch;

import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Values of all types; each group holds what compares as equal, the groups come in BSON order. */
final class SampleValues {

  static final List<List<BsonValue>> IN_ORDER =
      List.of(
          List.of(new BsonMinKey()),
          List.of(new BsonUndefined()),
          List.of(BsonNull.VALUE),
          List.of(real(Double.NaN), new BsonDecimal128(Decimal128.NaN)),
          List.of(real(Double.NEGATIVE_INFINITY), new BsonDecimal128(Decimal128.NEGATIVE_INFINITY)),
          List.of(decimal("-1E+400")),
          List.of(real(-Double.MAX_VALUE)),
          List.of(new BsonInt64(Long.MIN_VALUE), real(-0x1p63)),
          List.of(new BsonInt32(-1), new BsonInt64(-1), real(-1), decimal("-1.0")),
          List.of(
              new BsonInt32(0),
              new BsonInt64(0),
              real(0),
              real(-0.0),
              decimal("0"),
              new BsonDecimal128(Decimal128.NEGATIVE_ZERO)),
          List.of(decimal("0.1")),
          List.of(real(0.1)),
          List.of(new BsonInt32(1), new BsonInt64(1), real(1), decimal("1")),
          List.of(new BsonInt32(2)),
          List.of(new BsonInt64((1L << 53) + 1)),
          List.of(new BsonInt64((1L << 53) + 2), real(0x1p53 + 2)),
          List.of(new BsonInt64(Long.MAX_VALUE)),
          List.of(real(Double.MAX_VALUE)),
          List.of(decimal("1E+400")),
          List.of(real(Double.POSITIVE_INFINITY), new BsonDecimal128(Decimal128.POSITIVE_INFINITY)),
          List.of(new BsonString(""), new BsonSymbol("")),
          List.of(new BsonString("1")),
          List.of(new BsonString("a"), new BsonSymbol("a")),
          List.of(new BsonString("ab")),
          List.of(new BsonString("é")),
          List.of(new BsonString("\uffff")),
          List.of(new BsonString("\ud83d\ude00")),
          List.of(new BsonDocument()),
          List.of(document("a", new BsonInt32(1)), document("a", real(1))),
          List.of(document("a", new BsonInt32(1)).append("b", new BsonInt32(1))),
          List.of(document("a", new BsonInt32(2))),
          List.of(document("b", new BsonInt32(1))),
          List.of(document("b", new BsonInt32(1)).append("a", new BsonInt32(1))),
          List.of(document("a", new BsonString("x"))),
          List.of(document("a", new BsonDocument())),
          List.of(new BsonArray()),
          List.of(new BsonArray(List.of(new BsonInt32(1)))),
          List.of(new BsonBinary(new byte[0])),
          List.of(new BsonBinary(new byte[] {1})),
          List.of(new BsonBinary(new byte[] {-1})),
          List.of(new BsonBinary((byte) 3, new byte[16])),
          List.of(new BsonBinary(new UUID(1, 2))),
          List.of(new BsonBinary(new UUID(-1, 2))),
          List.of(new BsonObjectId(new ObjectId("000000000000000000000000"))),
          List.of(new BsonObjectId(new ObjectId("65a1bc000000000000000000"))),
          List.of(new BsonObjectId(new ObjectId("ff00000000000000000000ff"))),
          List.of(BsonBoolean.FALSE),
          List.of(BsonBoolean.TRUE),
          List.of(new BsonDateTime(Long.MIN_VALUE)),
          List.of(new BsonDateTime(-1)),
          List.of(new BsonDateTime(0)),
          List.of(new BsonDateTime(Long.MAX_VALUE)),
          List.of(new BsonTimestamp(0)),
          List.of(new BsonTimestamp(1, 2)),
          List.of(new BsonTimestamp(-1L)),
          List.of(new BsonRegularExpression("a")),
          List.of(new BsonDbPointer("a.b", new ObjectId("000000000000000000000001"))),
          List.of(new BsonDbPointer("a.b", new ObjectId("000000000000000000000002"))),
          List.of(new BsonDbPointer("a.bb", new ObjectId("000000000000000000000001"))),
          List.of(new BsonJavaScript("")),
          List.of(new BsonJavaScript("f()")),
          List.of(new BsonJavaScriptWithScope("f()", new BsonDocument())),
          List.of(new BsonJavaScriptWithScope("f()", document("a", new BsonInt32(1)))),
          List.of(new BsonMaxKey()));

  static final List<BsonValue> ALL = IN_ORDER.stream().flatMap(List::stream).toList();

  /** Those that the server takes as an {@code _id}. */
  static final List<BsonValue> IDS =
      ALL.stream()
          .filter(value -> !value.isArray() && !value.isRegularExpression())
          .filter(value -> !(value instanceof BsonUndefined))
          .toList();

  private static final IdentityHashMap<BsonValue, Integer> RANKS = new IdentityHashMap<>();

  static {
    for (int i = 0; i < IN_ORDER.size(); i++) {
      for (BsonValue value : IN_ORDER.get(i)) {
        RANKS.put(value, i);
      }
    }
  }

  private SampleValues() {}

  /** The number of its group. */
  static int rank(BsonValue value) {
    Integer known = RANKS.get(value);
    return known == null ? rankOfCopy(value) : known;
  }

  private static int rankOfCopy(BsonValue value) {
    for (int i = 0; i < IN_ORDER.size(); i++) {
      for (BsonValue member : IN_ORDER.get(i)) {
        // Documents equal each other whatever the order of their fields.
        if (member.equals(value) && member.toString().equals(value.toString())) {
          return i;
        }
      }
    }
    throw new IllegalArgumentException("no sample: " + value);
  }

  private static BsonDouble real(double value) {
    return new BsonDouble(value);
  }

  private static BsonDecimal128 decimal(String value) {
    return new BsonDecimal128(new Decimal128(new BigDecimal(value)));
  }

  private static BsonDocument document(String name, BsonValue value) {
    return new BsonDocument(name, value);
  }
}
