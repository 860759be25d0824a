package dev.godwit.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import dev.godwit.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every kind of poison in every topic of an installation that goes on all the same. */
class PoisonIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  /** Nothing that any of Godwit's topics has a use for. */
  private static final List<byte[]> POISON =
      List.of(
          bytes(""),
          bytes("not JSON"),
          bytes("null"),
          bytes("42"),
          bytes("[]"),
          bytes("{}"),
          bytes("{\"command\":\"start\",\"migration\":17}"),
          bytes("{\"migration\":\"a\",\"migration\":\"a\"}"),
          bytes("{\"event\":\"exploded\",\"task\":\"exploded\",\"migration\":\"a\"}"),
          bytes("{\"migration\":\"a\",\"batch\":1e999999999,\"run\":1e999999999}"),
          bytes("[".repeat(100_000)),
          bytes("{\"a\":".repeat(100_000)),
          bytes("\"" + "x".repeat(900_000) + "\""),
          new byte[] {'{', (byte) 0xC3, 0x28, '}'},
          new byte[] {0, 1, 2, (byte) 0xFF});

  @Test
  void nothingInAnyTopicStopsAnything() throws Exception {
    // given
    MONGO
        .database()
        .getCollection("things")
        .insertMany(IntStream.range(0, 45).mapToObj(i -> new Document("_id", i)).toList());
    String prefix = KAFKA.uniquePrefix();
    int answers;
    try (Running running = Running.start(KAFKA, MONGO, prefix, "a", "b")) {
      running.awaitListed(2);
      running.assertRuns("a");
      answers = running.replies().size();
      TopicNames topics = running.topics();
      State state = running.state("a");

      // when
      for (String topic : all(topics)) {
        POISON.forEach(value -> running.write(topic, "a", value));
        running.write(topic, "a", null);
        // Kafka itself refuses records without a key there.
        if (!List.of(topics.state(), topics.history()).contains(topic)) {
          POISON.forEach(value -> running.write(topic, null, value));
        }
      }
      int each = 2 * POISON.size() + 1;
      int states = POISON.size() + 1;
      otherEvents().forEach(value -> running.write(topics.events(), "wrong key", value));
      running.write(topics.tasks(), "gone/0", taskOfNobody());
      running.write(topics.state(), "b", Json.bytes(state));
      running.write(topics.state(), "nobody", null);
      running.flush();

      // then
      await()
          .atMost(Running.PATIENCE)
          .untilAsserted(
              () -> {
                var coordinator = running.coordinator("/metrics");
                var worker = running.worker("/metrics");
                String malformed = "godwit_malformed_messages_total{topic=\"%s\"}";
                assertThat(Running.meter(coordinator, malformed.formatted(topics.commands())))
                    .isEqualTo(each);
                assertThat(Running.meter(coordinator, malformed.formatted(topics.events())))
                    .isEqualTo(each);
                assertThat(Running.meter(coordinator, malformed.formatted(topics.state())))
                    .isEqualTo(states);
                assertThat(Running.meter(worker, "godwit_worker_malformed_tasks_total"))
                    .isEqualTo(each);
                assertThat(Running.meter(worker, "godwit_worker_malformed_states_total"))
                    .isEqualTo(states);
                assertThat(Running.meter(coordinator, "godwit_decide_failures_total")).isZero();
              });
      assertThat(refusals(running, answers)).hasSize(each);
      assertThat(running.coordinator("/ready").statusCode()).isEqualTo(200);
      assertThat(running.worker("/ready").statusCode()).isEqualTo(200);
      running.assertRuns("a");
      running.assertRuns("b");
      running.awaitListed(2);
    }

    // when: all of it is read again from the beginning
    try (Running again = Running.start(KAFKA, MONGO, prefix, "a", "b")) {
      // then
      again.awaitListed(2);
      again.assertRuns("b");
      assertThat(again.state("b").run()).isEqualTo(2);
    }
  }

  private static List<String> all(TopicNames topics) {
    return List.of(
        topics.commands(),
        topics.tasks(),
        topics.events(),
        topics.state(),
        topics.history(),
        topics.replies(),
        topics.deadLetters());
  }

  private static List<String> refusals(Running running, int after) {
    return running.replies().stream()
        .skip(after)
        .filter(reply -> reply.contains("\"accepted\":false"))
        .toList();
  }

  /** Right in themselves: of the future, of nobody, and with a newer version's fields. */
  private static List<byte[]> otherEvents() {
    List<byte[]> events = new ArrayList<>();
    for (BatchId id :
        List.of(
            new BatchId("a", 1, 0, 999),
            new BatchId("a", 999, 0, 1),
            new BatchId("a", 1, 999, 1),
            new BatchId("gone", 1, 0, 1))) {
      Event event =
          new Event.Completed(
              new Event.Origin(id, 1, "w", Instant.parse("2026-11-24T12:00:00Z")),
              new Event.Span(null, null, true),
              Counts.of(5, 0, 0, 0, 0, 0),
              null,
              Event.Timing.NONE);
      events.add(bytes(Json.write(event).replaceFirst("\\{", "{\"newer\":{\"x\":[1]},")));
    }
    return events;
  }

  private static byte[] taskOfNobody() {
    return bytes(
        "{\"task\":\"batch\",\"migration\":\"gone\",\"run\":1,\"segment\":0,\"batch\":1,\"attempt\":1,"
            + "\"version\":1,\"fingerprint\":\"sha256:0\",\"cursor\":null,\"upperBound\":null,\"batchSize\":10,"
            + "\"onError\":\"fail\",\"params\":{},\"dryRun\":null,\"sentAt\":\"2026-11-24T12:00:00Z\",\"newer\":1}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
