package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.worker.mongo.BsonCodecs;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class DocumentJsonTest {

  private static RawBsonDocument raw(BsonDocument document) {
    return BsonCodecs.toRaw(document);
  }

  @Test
  void smallDocumentIsRelaxedExtendedJson() {
    // given
    BsonDocument document =
        BsonDocument.parse(
            "{_id: {$oid: '65a1bc000000000000000000'}, n: 1, l: {$numberLong: '5'}, d: 0.5,"
                + " at: {$date: 0}}");

    // then
    assertThat(DocumentJson.of(raw(document)))
        .hasToString(
            "{\"_id\":{\"$oid\":\"65a1bc000000000000000000\"},\"n\":1,\"l\":5,\"d\":0.5,"
                + "\"at\":{\"$date\":\"1970-01-01T00:00:00Z\"}}");
  }

  @Test
  void largeDocumentKeepsTheFieldsThatFit() {
    // given
    BsonDocument document = new BsonDocument("_id", new BsonInt32(1));
    document.put("large", new BsonString("x".repeat(1_000_000)));
    document.put("small", new BsonString("y"));

    // when
    JsonNode json = DocumentJson.of(raw(document));

    // then
    assertThat(json.get("_id").asInt()).isEqualTo(1);
    assertThat(json.get("small").asText()).isEqualTo("y");
    assertThat(json.has("large")).isFalse();
    assertThat(json.get(DocumentJson.CUT).asText())
        .isEqualTo(raw(document).getByteLength() + " bytes in all; without large");
  }

  @Test
  void documentOfManyFieldsStaysWithinTheLimit() {
    // given
    BsonDocument document = new BsonDocument();
    for (int i = 0; i < 20_000; i++) {
      document.put("name-that-is-long-" + i, new BsonInt32(i));
    }

    // when
    JsonNode json = DocumentJson.of(raw(document));

    // then
    assertThat(json.toString().length()).isLessThanOrEqualTo(DocumentJson.MAX_BYTES);
    assertThat(json.get(DocumentJson.CUT).asText()).endsWith("and others");
  }

  @Test
  void textThatGrowsAsJsonIsCutToo() {
    // given
    BsonDocument document = new BsonDocument("t", new BsonString("\u0001".repeat(30_000)));

    // then
    assertThat(DocumentJson.of(raw(document)).toString().length())
        .isLessThan(DocumentJson.MAX_BYTES);
  }
}
