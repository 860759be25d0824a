package dev.godwit.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BadInputIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final List<String> MALFORMED =
      List.of(
          "",
          "start a",
          "{",
          "[]",
          "42",
          "null",
          "{}",
          "{\"command\":\"strat\",\"migration\":\"a\"}",
          "{\"command\":\"start\"}",
          "{\"command\":\"start\",\"migration\":\"a\",\"batchsize\":5}",
          "{\"command\":\"start\",\"migration\":\"a\",\"batchSize\":\"5\"}",
          "{\"command\":\"start\",\"migration\":\"a\",\"migration\":\"b\"}",
          "{\"command\":\"start\",\"migration\":\"a\"} trailing",
          "{\"command\":\"start\",\"migration\":\"a\",\"cursor\":" + "[".repeat(3000));

  @Test
  void everythingIsAnsweredAndNothingStops() throws Exception {
    // given
    MONGO.database().getCollection("things").insertOne(new Document("_id", 1));
    try (Scenario scenario = Scenario.of(KAFKA, MONGO, Steps.of("a", "things", 10))) {
      // when
      MALFORMED.forEach(line -> scenario.write(line.getBytes(StandardCharsets.UTF_8)));
      scenario.write(null);
      scenario.write(new byte[] {(byte) 0xC3, 0x28});
      scenario.write(" ".repeat(500_000).getBytes(StandardCharsets.UTF_8));

      // then
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(scenario.replies()).hasSize(MALFORMED.size() + 3));
      assertThat(scenario.replies()).allMatch(reply -> !reply.accepted());
      assertThat(scenario.replies()).allMatch(reply -> !reply.message().isBlank());
      assertThat(scenario.state("a").status()).isEqualTo(Status.PENDING);

      // when: and then something right
      scenario.start("a");

      // then
      scenario.awaitStatus("a", Status.COMPLETED);
    }
  }

  @Test
  void refusalsNameTheFieldTheValueAndWhatToWriteInstead() throws Exception {
    try (Scenario scenario = Scenario.of(KAFKA, MONGO, Steps.of("20261124-plan", "things", 10))) {
      // when
      Reply unknown = scenario.start("20261124-paln");
      Reply batchSize =
          scenario.send("{'command':'start','migration':'20261124-plan','batchSize':0}");
      Reply cursor = scenario.send("{'command':'start','migration':'20261124-plan','cursor':''}");

      // then
      assertThat(unknown.message())
          .isEqualTo("unknown migration '20261124-paln': did you mean '20261124-plan'?");
      assertThat(batchSize.message())
          .isEqualTo(
              "field 'batchSize': got 0; expected a whole number from 1 to 100000, or leave it out"
                  + " for the migration's own");
      assertThat(cursor.message())
          .isEqualTo(
              "field 'cursor': got \"\"; expected an _id to start after, null for the beginning;"
                  + " leave it out to go on");
      assertThat(List.of(unknown, batchSize, cursor)).noneMatch(Reply::accepted);
      assertThat(scenario.state("20261124-plan").status()).isEqualTo(Status.PENDING);
    }
  }
}
