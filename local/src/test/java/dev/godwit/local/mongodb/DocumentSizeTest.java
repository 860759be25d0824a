package dev.godwit.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentSizeTest {

  @Test
  void isThatOfTheEncodedDocumentForEveryType() {
    for (Object value : ServerValues.all()) {
      if (!(value instanceof Missing)) {
        isThatOfTheEncoded(value);
      }
    }
    isThatOfTheEncoded(new LegacyUUID(new UUID(1, 2)));
    isThatOfTheEncoded(new BsonRegularExpression("größer", "im"));
    isThatOfTheEncoded(new BsonJavaScript("f(ö)"));
  }

  @Test
  void countsBytesOfUtf8() {
    isThatOfTheEncoded("aé\u20AC\uD83D\uDE00");
    assertThat(DocumentSize.of(new Document("größe\uD83D\uDE00", 1)))
        .isEqualTo(encodedSize(new Document("größe\uD83D\uDE00", 1)));
  }

  @Test
  void countsTheNamesOfElements() {
    isThatOfTheEncoded(Collections.nCopies(1001, 1));
    isThatOfTheEncoded(List.of(new Document("a", List.of(List.of(), "x"))));
  }

  @Test
  void theLimitItselfIsAllowed() {
    assertThatCode(() -> DocumentSize.checkInserted(ofSize(DocumentSize.MAXIMUM)))
        .doesNotThrowAnyException();
    assertThatCode(() -> DocumentSize.checkUpdated(ofSize(DocumentSize.MAXIMUM)))
        .doesNotThrowAnyException();
  }

  @Test
  void oneByteMoreIsRefusedWithTheCodesOfTheServer() {
    Document tooLarge = ofSize(DocumentSize.MAXIMUM + 1);

    assertThatThrownBy(() -> DocumentSize.checkInserted(tooLarge))
        .isInstanceOfSatisfying(
            MongoServerError.class, e -> assertThat(e.getCode()).isEqualTo(10334));
    assertThatThrownBy(() -> DocumentSize.checkUpdated(tooLarge))
        .isInstanceOfSatisfying(
            MongoServerError.class, e -> assertThat(e.getCode()).isEqualTo(17419));
  }

  private static Document ofSize(int size) {
    int without = encodedSize(new Document("a", ""));
    return new Document("a", "x".repeat(size - without));
  }

  private static void isThatOfTheEncoded(@Nullable Object value) {
    Document document = new Document("field", value);
    assertThat(DocumentSize.of(document)).as("%s", value).isEqualTo(encodedSize(document));
  }

  private static int encodedSize(Document document) {
    ByteBuf buffer = Unpooled.buffer();
    BsonEncoder.encodeDocument(document, buffer);
    return buffer.readableBytes();
  }
}
