package dev.godwit.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DryRunIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  @Test
  void documentsAndStateStayTheSameToTheByteAndEachPairHasItsOwnAfter(@TempDir Path directory)
      throws Exception {
    // given
    MongoCollection<Document> things = MONGO.database().getCollection("things");
    things.insertMany(IntStream.range(0, 25).mapToObj(i -> new Document("_id", i)).toList());
    Files.writeString(
        directory.resolve("declared.yaml"),
        """
        name: declared
        collection: things
        update:
          - $set: { twice: { $multiply: ["$_id", 2] } }
        """);
    Steps code = Steps.of("code", "things", 10).failingAt(7);
    try (Scenario scenario = Scenario.of(KAFKA, MONGO, directory, code)) {
      scenario.awaitState("declared", state -> true);
      scenario.send("{'command':'start','migration':'declared','oneBatchOnly':true,'batchSize':4}");
      scenario.awaitStatus("declared", Status.PAUSED);
      List<RawBsonDocument> before = scenario.bytes("things");
      String statesBefore = Json.write(scenario.states());

      // when
      Reply ofCode = scenario.send("{'command':'start','migration':'code','dryRun':true}");
      Reply ofDeclared =
          scenario.send("{'command':'start','migration':'declared','dryRun':true,'batchSize':15}");

      // then
      DryRunReport tried = ofCode.dryRun();
      assertThat(ofCode.accepted()).isTrue();
      assertThat(tried.failures())
          .singleElement()
          .satisfies(f -> assertThat(f.documentId().asInt32().getValue()).isEqualTo(7));
      assertThat(tried.changes())
          .allSatisfy(
              pair -> {
                assertThat(pair.after().get("_id")).isEqualTo(pair.before().get("_id"));
                assertThat(pair.after().get("seenBy").textValue()).isEqualTo("code");
                assertThat(pair.before().has("seenBy")).isFalse();
              });
      assertThat(ofDeclared.dryRun().changes())
          .hasSize(DryRunReport.MAX_CHANGES)
          .allSatisfy(
              pair ->
                  assertThat(pair.after().get("twice").asInt())
                      .isEqualTo(2 * pair.before().get("_id").asInt()));
      assertThat(ofDeclared.dryRun().changes().get(0).before().get("_id").asInt()).isEqualTo(4);
      assertThat(ofDeclared.dryRun().counts().updated()).isEqualTo(15);
      assertThat(scenario.bytes("things")).isEqualTo(before);
      assertThat(Json.write(scenario.states())).isEqualTo(statesBefore);
    }
  }
}
