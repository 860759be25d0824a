package dev.godwit.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.coordinator.people.Proof;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.protocol.Actor;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Status;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatusSiteIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String TOKEN = "alice-has-this-token";
  private static final String START = "{\"command\":\"start\",\"migration\":\"a\"}";

  private final Installed installed =
      new Installed(KAFKA.bootstrapServers(), KAFKA.uniquePrefix())
          .with("GODWIT_HTTP_TOKENS", "alice=" + TOKEN);

  @AfterEach
  void close() {
    installed.close();
    assertThat(installed.failures).isEmpty();
  }

  @Test
  void whoStartsItOverHttpIsProvenAndWhoDoesByTheTopicIsClaimed() throws Exception {
    // given
    Coordinator coordinator = installed.start("one");
    installed.follow().worker(2).announce("a", "b");
    soon(() -> assertThat(installed.status("b")).contains(Status.PENDING));
    // when
    HttpResponse<String> answer = post(coordinator, START);
    installed.send("{'command':'start','migration':'b','by':'alice'}");
    // then
    assertThat(answer.statusCode()).isEqualTo(202);
    String id = Json.tree(answer.body()).get("id").asText();
    soon(() -> assertThat(reply(coordinator, id).statusCode()).isEqualTo(200));
    assertThat(Json.read(reply(coordinator, id).body(), Reply.class).accepted()).isTrue();
    soon(() -> assertThat(installed.status("a")).contains(Status.COMPLETED));
    soon(() -> assertThat(installed.status("b")).contains(Status.COMPLETED));
    assertThat(starter("a")).isEqualTo(new Actor("alice", true));
    assertThat(starter("b")).isEqualTo(Actor.claimed("alice"));
    soon(() -> assertThat(history(coordinator, "a")).hasSize(1));
    assertThat(history(coordinator, "a").get(0).get("startedByProven").asBoolean()).isTrue();
    soon(() -> assertThat(history(coordinator, "b")).hasSize(1));
    assertThat(history(coordinator, "b").get(0).has("startedByProven")).isFalse();
  }

  @Test
  void aForgedProofAndOneThatIsSentAgainAreRefused() throws Exception {
    // given
    Coordinator coordinator = installed.start("one");
    installed.follow().worker(2).announce("a");
    soon(() -> assertThat(installed.status("a")).contains(Status.PENDING));
    // when
    installed.send(
        record(
            "{\"command\":\"start\",\"migration\":\"a\",\"by\":\"alice\"}",
            ("v1:" + System.currentTimeMillis() + ":" + "0".repeat(64))
                .getBytes(StandardCharsets.US_ASCII)));
    // then
    soon(() -> assertThat(installed.replies()).hasSize(1));
    assertThat(installed.replies().get(0).message())
        .startsWith("the proof of who sent it does not hold");
    assertThat(installed.status("a")).contains(Status.PENDING);
    // when
    post(coordinator, START);
    soon(() -> assertThat(installed.replies()).hasSize(2));
    ConsumerRecord<String, String> sent = secondCommand();
    Header proof = sent.headers().lastHeader(Proof.HEADER);
    installed.send(record(sent.value(), proof.value()));
    // then
    soon(() -> assertThat(installed.replies()).hasSize(3));
    assertThat(installed.replies().get(1).accepted()).isTrue();
    assertThat(installed.replies().get(2).accepted()).isFalse();
    assertThat(installed.replies().get(2).message()).contains("was sent before, at offset 1");
  }

  @Test
  void aStandbyTakesCommandsToo() throws Exception {
    // given
    installed.start("one");
    installed.follow().worker(1).announce("a");
    soon(() -> assertThat(installed.status("a")).contains(Status.PENDING));
    Coordinator standby = installed.start("two");
    // when
    soon(() -> assertThat(post(standby, START).statusCode()).isEqualTo(202));
    // then
    soon(() -> assertThat(installed.status("a")).contains(Status.COMPLETED));
    assertThat(starter("a")).isEqualTo(new Actor("alice", true));
    soon(
        () ->
            assertThat(Installed.get(standby, "/api/changes").body())
                .contains("\"status\":\"completed\""));
  }

  private Actor starter(String migration) {
    return installed.state(migration).orElseThrow().context().starter().actor();
  }

  private ProducerRecord<String, String> record(String value, byte[] proof) {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(installed.topics.commands(), value);
    record.headers().add(Proof.HEADER, proof);
    return record;
  }

  private ConsumerRecord<String, String> secondCommand() {
    TopicPartition partition = new TopicPartition(installed.topics.commands(), 0);
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(
            installed.kafka.consumer(Map.of(), Map.of("enable.auto.commit", false)),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, 1);
      return await()
          .atMost(SOON)
          .until(
              () -> consumer.poll(Duration.ofSeconds(1)).records(partition),
              records -> !records.isEmpty())
          .get(0);
    }
  }

  private static HttpResponse<String> post(Coordinator coordinator, String command)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:%d/api/commands".formatted(coordinator.httpPort())))
                .header("Content-Type", "application/json")
                .header("Godwit-Action", "1")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(command))
                .build(),
            BodyHandlers.ofString());
  }

  private static HttpResponse<String> reply(Coordinator coordinator, String id) throws Exception {
    return Installed.get(coordinator, "/api/replies/" + id);
  }

  private static JsonNode history(Coordinator coordinator, String migration) throws Exception {
    return Json.tree(
        Installed.get(coordinator, "/api/migrations/" + migration + "/history").body());
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
  }
}
