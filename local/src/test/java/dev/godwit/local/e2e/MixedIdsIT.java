package dev.godwit.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MixedIdsIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final List<BsonValue> IDS =
      List.of(
          BsonNull.VALUE,
          new BsonDouble(Double.NaN),
          new BsonDouble(Double.NEGATIVE_INFINITY),
          new BsonInt32(-7),
          new BsonInt32(1),
          new BsonInt64(1L << 40),
          new BsonDouble(1.5),
          new BsonDecimal128(Decimal128.parse("2.25")),
          new BsonDouble(Double.POSITIVE_INFINITY),
          new BsonString(""),
          new BsonString("1"),
          new BsonDocument(),
          new BsonDocument("a", new BsonInt32(1)),
          new BsonDocument("after", new BsonInt32(1)),
          new BsonBinary(new byte[] {1, 2, 3}),
          new BsonBinary(new UUID(1, 2)),
          new BsonObjectId(new ObjectId("65a100000000000000000001")),
          BsonBoolean.FALSE,
          BsonBoolean.TRUE,
          new BsonDateTime(new Date(-1).getTime()),
          new BsonDateTime(0));

  @Test
  void eachDocumentIsVisitedExactlyOnceByCodeAndByDeclaration(@TempDir Path directory)
      throws Exception {
    // given
    MongoCollection<BsonDocument> things =
        MONGO.database().getCollection("things", BsonDocument.class);
    List<BsonDocument> documents = new ArrayList<>();
    for (int i = 0; i < IDS.size(); i++) {
      // Inserted in another order than that of the ids.
      BsonValue id = IDS.get((i * 8) % IDS.size());
      documents.add(new BsonDocument("_id", id).append("count", new BsonInt32(0)));
    }
    things.insertMany(documents);
    Files.writeString(
        directory.resolve("declared.yaml"),
        """
        name: declared
        collection: things
        batchSize: 3
        idempotent: true
        update: { $inc: { count: 1 } }
        """);
    Steps code = Steps.of("code", "things", 3);
    try (Scenario scenario = Scenario.of(KAFKA, MONGO, directory, code)) {
      scenario.awaitState("declared", state -> true);

      // when
      scenario.start("code");
      State byCode = scenario.awaitStatus("code", Status.COMPLETED);
      scenario.start("declared");
      State declared = scenario.awaitStatus("declared", Status.COMPLETED);

      // then
      Counts all = Counts.of(IDS.size(), 0, 0, 0, 0, 0);
      assertThat(byCode.progress().counts()).isEqualTo(all);
      assertThat(declared.progress().counts()).isEqualTo(all);
      assertThat(code.visits()).hasSize(IDS.size());
      assertThat(code.visits().values()).containsOnly(1);
      assertThat(things.find())
          .hasSize(IDS.size())
          .allSatisfy(
              document -> {
                assertThat(document.getInt32("count").getValue()).isEqualTo(1);
                assertThat(document.getString("seenBy").getValue()).isEqualTo("code");
              });
    }
  }
}
