package dev.godwit.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.boot.GodwitTopics;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.TopicSetup;
import dev.godwit.boot.TopicSpec;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics that are deleted under a running installation, and made again. */
class TopicsGoneIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  @Test
  void whatIsGoneIsNamedAndOnceItIsBackEverythingGoesOn() throws Exception {
    // given
    MONGO
        .database()
        .getCollection("things")
        .insertMany(IntStream.range(0, 25).mapToObj(i -> new Document("_id", i)).toList());
    KafkaProperties kafka = KafkaProperties.of(KAFKA.bootstrapServers());
    try (Running running = Running.start(KAFKA, MONGO, KAFKA.uniquePrefix(), "a", "idle");
        Admin admin = Admin.create(kafka.admin(Map.of(), Map.of()))) {
      running.awaitListed(2);
      running.assertRuns("a");
      running.assertRuns("a");
      List<TopicSpec> specs = GodwitTopics.of(running.topics(), 2);
      List<String> names = specs.stream().map(TopicSpec::name).toList();

      // when
      admin.deleteTopics(names).all().get();

      // then
      await()
          .atMost(Running.PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(running.coordinator("/ready").body()).contains(gone(names));
                assertThat(running.worker("/ready").body()).contains(gone(names));
              });
      assertThat(running.coordinator("/ready").statusCode()).isEqualTo(503);
      assertThat(running.coordinator("/live").statusCode()).isEqualTo(200);
      assertThat(running.worker("/live").statusCode()).isEqualTo(200);
      assertThat(admin.listTopics().names().get()).doesNotContainAnyElementsOf(names);

      // when: as any program does when it starts
      TopicSetup.of(admin, KAFKA.bootstrapServers(), 1).ensure(specs);

      // then: although offsets begin anew
      await()
          .atMost(Running.PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(running.coordinator("/ready").statusCode()).isEqualTo(200);
                assertThat(running.worker("/ready").statusCode()).isEqualTo(200);
              });
      running.awaitListed(2);
      running.assertRuns("a");
      assertThat(running.state("a").run()).isEqualTo(3);
      running.assertRuns("idle");
    }
  }

  private static String[] gone(List<String> topics) {
    return topics.stream().map(topic -> "topic '" + topic + "' is gone").toArray(String[]::new);
  }
}
