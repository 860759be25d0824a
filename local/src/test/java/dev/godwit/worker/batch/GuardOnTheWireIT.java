package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import dev.godwit.migration.Change;
import dev.godwit.worker.mongo.BsonCodecs;
import dev.godwit.worker.mongo.MongoConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What documents hold that the driver would not write any more is sent back in the guard as it was
 * read, whether or not the server of the test knows it.
 */
class GuardOnTheWireIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{_id: 1, v: {$undefined: true}}",
        "{_id: 1, v: {$symbol: 'x'}}",
        "{_id: 1, v: {$binary: {base64: 'AAECAwQFBgcICQoLDA0ODw==', subType: '03'}}}",
        "{_id: {$binary: {base64: 'AAECAwQFBgcICQoLDA0ODw==', subType: '03'}}, v: 1}",
        "{_id: 1, v: {'$dbPointer': {'$ref': 'a', '$id': {'$oid': '65a1bc000000000000000000'}}}}",
        "{_id: 1, v: {$code: 'f()', $scope: {a: {$undefined: true}}}}",
        "{_id: 1, v: {$numberDecimal: 'NaN'}}",
        "{_id: 1, v: {$numberDecimal: '-0E+3'}}",
        "{_id: {a: {$symbol: 'x'}}, 'dotted.name': 1, $dollar: [{$undefined: true}]}",
      })
  void everyWriteCarriesTheDocumentByteByByte(String json) throws Exception {
    // given
    RawBsonDocument image = BsonCodecs.toRaw(BsonDocument.parse(json));
    Application application = new Application(null);
    ConnectionString uri = new ConnectionString(worker.mongo().embedded().connectionString());
    int port = Integer.parseInt(uri.getHosts().get(0).replaceFirst(".*:", ""));

    for (Change change :
        List.of(Change.set("new", 1), Change.delete(), Change.replace(new Document("new", 1)))) {
      // when
      String sent;
      try (Tee tee = new Tee(port, bytes(image));
          MongoConnection connection =
              MongoConnection.open("mongodb://127.0.0.1:%d/wire".formatted(tee.port()))) {
        connection
            .documents("c")
            .write(List.of(Guard.write(image, application.apply(image, change))), true);
        sent = tee.sent();
      }

      // then
      assertThat(sent).contains("$literal\0" + bytes(image));
    }
  }

  private static String bytes(RawBsonDocument document) {
    return new String(
        document.getBackingArray(),
        document.getByteOffset(),
        document.getByteLength(),
        StandardCharsets.ISO_8859_1);
  }
}
