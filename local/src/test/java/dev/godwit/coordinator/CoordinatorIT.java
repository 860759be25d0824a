package dev.godwit.coordinator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.local.servers.TestKafka;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CoordinatorIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Installed installed = new Installed(KAFKA.bootstrapServers(), KAFKA.uniquePrefix());

  @AfterEach
  void close() {
    installed.close();
    assertThat(installed.failures).isEmpty();
  }

  @Test
  void aMigrationIsAnnouncedStartedAndCompleted() throws Exception {
    // given
    Coordinator coordinator = installed.start("one");
    installed.follow().worker(20).announce("a", "b");
    soon(() -> assertThat(installed.status("b")).contains(Status.PENDING));
    // when
    installed.send("{'command':'start','migration':'a','next':['b'],'id':'1','by':'alice'}");
    // then
    soon(() -> assertThat(installed.status("a")).contains(Status.COMPLETED));
    soon(() -> assertThat(installed.status("b")).contains(Status.COMPLETED));
    assertThat(installed.state("a"))
        .get()
        .satisfies(
            state -> {
              assertThat(state.progress().counts().processed()).isEqualTo(20 * PlayedWorker.PAGE);
              assertThat(state.context().starter().startedBy()).isEqualTo("alice");
            });
    assertThat(installed.replies())
        .singleElement()
        .satisfies(
            reply -> {
              assertThat(reply.accepted()).isTrue();
              assertThat(reply.id()).isEqualTo("1");
            });
    soon(() -> assertThat(coordinator.isReady()).isTrue());
  }

  @Test
  void tasksGoToThePartitionOfTheirSegment() throws Exception {
    // given
    installed.start("one");
    PlayedWorker worker = installed.follow().worker(3).announce("a");
    soon(() -> assertThat(installed.status("a")).contains(Status.PENDING));
    worker.beSilent(true);
    // when
    installed.send("{'command':'start','migration':'a'}");
    // then
    soon(() -> assertThat(worker.seen).isNotEmpty());
    soon(() -> assertThat(installed.status("a")).contains(Status.RUNNING));
    State state = installed.state("a").orElseThrow();
    assertThat(worker.seen)
        .allSatisfy(
            record -> {
              Delivery delivery = requireNonNull(state.progress().segments().get(0).delivery());
              assertThat(record.partition()).isEqualTo(delivery.partition());
              assertThat(record.key()).isEqualTo("a/0");
              assertThat(Json.read(record.value(), Task.class).batchId().migration())
                  .isEqualTo("a");
            });
  }

  @Test
  void whatCannotBeUnderstoodIsRefusedAndStopsNothing() throws Exception {
    // given
    Coordinator coordinator = installed.start("one");
    installed.follow();
    // when
    installed.send("start a");
    installed.send(installed.topics.events(), "what?");
    installed.send("{'command':'go','id':'2'}");
    installed.send("{'command':'start','migration':'unknown','id':'3'}");
    // then
    soon(() -> assertThat(installed.replies()).hasSize(3));
    assertThat(installed.replies()).extracting(Reply::id).containsExactly(null, "2", "3");
    assertThat(Installed.get(coordinator, "/metrics").body())
        .contains(
            "godwit_malformed_messages_total{topic=\"" + installed.topics.commands() + "\"} 2")
        .contains("godwit_malformed_messages_total{topic=\"" + installed.topics.events() + "\"} 1")
        .contains("godwit_decide_failures_total 0");
  }

  @Test
  void whatTheBrokerDoesNotTakeStopsNothing() throws Exception {
    // given
    installed.withTopics().limit(installed.topics.replies(), 300);
    installed.start("one");
    installed.follow().worker(3).announce("a");
    soon(() -> assertThat(installed.status("a")).contains(Status.PENDING));
    // when
    installed.send("{'command':'start','migration':'%s'}".formatted("x".repeat(200)));
    installed.send("{'command':'start','migration':'a','id':'2'}");
    // then
    soon(() -> assertThat(installed.status("a")).contains(Status.COMPLETED));
    assertThat(installed.replies()).extracting(Reply::id).containsExactly("2");
  }

  @Test
  void afterARestartItGoesOnWhereItWas() throws Exception {
    // given
    Coordinator first = installed.start("one");
    PlayedWorker worker = installed.follow().worker(5).announce("a");
    soon(() -> assertThat(installed.status("a")).contains(Status.PENDING));
    worker.beSilent(true);
    installed.send("{'command':'start','migration':'a'}");
    soon(() -> assertThat(worker.seen).hasSize(1));
    // when
    first.close();
    worker.beSilent(false);
    installed.start("one");
    // then
    soon(() -> assertThat(installed.status("a")).contains(Status.COMPLETED));
    assertThat(installed.state("a").orElseThrow().run()).isEqualTo(1);
  }

  @Test
  void httpShowsEveryMigrationAndNamesTheClosestOnes() throws Exception {
    // given
    Coordinator coordinator = installed.start("one");
    installed.follow().worker(1).announce("a-first", "b-second");
    soon(() -> assertThat(installed.status("b-second")).contains(Status.PENDING));
    // then
    soon(
        () -> {
          String all = Installed.get(coordinator, "/api/migrations").body();
          assertThat(Json.tree(all)).hasSize(2);
          assertThat(Json.tree(all).get(0).get("migration").asText()).isEqualTo("a-first");
        });
    String one = Installed.get(coordinator, "/api/migrations/b-second").body();
    assertThat(Json.read(one, State.class)).isEqualTo(installed.state("b-second").orElseThrow());
    assertThat(Installed.get(coordinator, "/api/migrations/b-secnd"))
        .satisfies(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(404);
              assertThat(answer.body()).contains("\"closest\":[\"b-second\"]");
            });
    assertThat(Installed.get(coordinator, "/").body()).contains("Godwit</title>");
    soon(() -> assertThat(Installed.get(coordinator, "/ready").statusCode()).isEqualTo(200));
    assertThat(Installed.get(coordinator, "/metrics").body())
        .contains("godwit_migrations{status=\"pending\"} 2", "kafka_stream_");
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
  }
}
