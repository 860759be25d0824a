package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Change;
import dev.godwit.worker.mongo.BsonCodecs;
import dev.godwit.worker.mongo.Write;
import java.util.HexFormat;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;

class GuardTest {

  /** As old programs may have left it: what the driver would not write like this any more. */
  private static final RawBsonDocument OLD =
      BsonCodecs.toRaw(
          BsonDocument.parse(
              "{_id: {$binary: {base64: 'AAECAwQFBgcICQoLDA0ODw==', subType: '03'}},"
                  + " u: {$undefined: true}, s: {$symbol: 'x'}, '$d.o': 1, n: NaN,"
                  + " p: {'$dbPointer': {'$ref': 'a', '$id': {'$oid': '65a1bc000000000000000000'}}},"
                  + " c: {$code: 'f()', $scope: {a: {$symbol: 'y'}}}, j: {$code: 'g()'},"
                  + " q: {$numberDecimal: 'NaN'}, z: {$numberDecimal: '-0E+3'},"
                  + " l: [{$binary: {base64: 'AAECAwQFBgcICQoLDA0ODw==', subType: '03'}},"
                  + " {$binary: {base64: 'AAECAw==', subType: '02'}}, {$undefined: true}]}"));

  /** One of the many that the standard has. */
  private static final Decimal128 ODD_NAN =
      Decimal128.fromIEEE754BIDEncoding(0x7c00_0000_0000_0001L, 5);

  @Test
  void holdsTheDocumentByteByByte() {
    // when
    RawBsonDocument sent = BsonCodecs.toRaw(Guard.of(OLD));

    // then
    assertThat(hex(sent)).contains(hex(OLD));
    assertThat(sent.getDocument("$expr").getArray("$eq").get(0).asString().getValue())
        .isEqualTo("$$ROOT");
  }

  @Test
  void holdsOddNumbersByteByByte() {
    // given
    RawBsonDocument image =
        BsonCodecs.toRaw(
            new BsonDocument("_id", new BsonInt32(1))
                .append("d", new BsonDecimal128(ODD_NAN))
                .append("n", new BsonDouble(Double.longBitsToDouble(0x7ff8_0000_0000_0007L))));

    // then
    assertThat(hex(BsonCodecs.toRaw(Guard.of(image)))).contains(hex(image));
    assertThat(hex(image)).contains("0500000000000000" + "010000000000007c");
  }

  @Test
  void findsTheDocumentByItsId() {
    assertThat(Guard.of(OLD).getDocument("_id").get("$eq")).isEqualTo(OLD.get("_id"));
  }

  @Test
  void everyKindOfWriteIsGuarded() throws DocumentFailedException {
    // given
    Application application = new Application(null);
    BsonDocument guard = Guard.of(OLD);

    // then
    assertThat(Guard.write(OLD, application.apply(OLD, Change.set("a", 1))))
        .isEqualTo(new Write.Update(guard, BsonDocument.parse("{$set: {a: 1}}")));
    assertThat(Guard.write(OLD, application.apply(OLD, Change.delete())))
        .isEqualTo(new Write.Delete(guard));
    assertThat(Guard.write(OLD, application.apply(OLD, Change.replace(new Document("a", 1)))))
        .isInstanceOfSatisfying(
            Write.Replace.class, replace -> assertThat(replace.filter()).isEqualTo(guard));
  }

  private static String hex(RawBsonDocument document) {
    byte[] bytes = new byte[document.getByteLength()];
    System.arraycopy(document.getBackingArray(), document.getByteOffset(), bytes, 0, bytes.length);
    return HexFormat.of().formatHex(bytes);
  }
}
