package dev.godwit.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.godwit.local.kafka.EmbeddedKafka;
import dev.godwit.protocol.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAwayIT {

  @TempDir Path directory = Path.of("unused");

  private EmbeddedKafka kafka = EmbeddedKafka.start();
  private Installed installed = new Installed(kafka.bootstrapServers(), "g.");

  @BeforeEach
  void keepItsData() {
    installed.close();
    kafka.close();
    kafka = EmbeddedKafka.start(0, directory);
    installed = new Installed(kafka.bootstrapServers(), "g.");
  }

  @AfterEach
  void close() {
    installed.close();
    kafka.close();
    assertThat(installed.failures).isEmpty();
  }

  @Test
  void itWaitsForKafkaLiveButNotReadyAndStartsWhenItIsThere() throws Exception {
    // given
    kafka.close();
    Coordinator coordinator = installed.coordinator("one");
    CompletableFuture<Void> started = CompletableFuture.runAsync(() -> start(coordinator));
    // then
    soon(() -> assertThat(Installed.get(coordinator, "/live").statusCode()).isEqualTo(200));
    assertThat(Installed.get(coordinator, "/ready"))
        .satisfies(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(503);
              assertThat(answer.body()).contains("kafka", "streams", "topics");
            });
    assertThat(Installed.get(coordinator, "/api/migrations").statusCode()).isEqualTo(503);
    assertThat(started).isNotDone();
    // when
    startKafkaAgain();
    // then
    soon(() -> assertThat(started).isCompleted());
    soon(() -> assertThat(Installed.get(coordinator, "/ready").statusCode()).isEqualTo(200));
    assertThat(Installed.get(coordinator, "/api/migrations").body()).isEqualTo("[]");
  }

  @Test
  void closingReleasesAStartThatWaitsForKafka() {
    // given
    kafka.close();
    Coordinator coordinator = installed.coordinator("one");
    CompletableFuture<Void> started = CompletableFuture.runAsync(() -> start(coordinator));
    soon(() -> assertThat(Installed.get(coordinator, "/live").statusCode()).isEqualTo(200));
    // when
    coordinator.close();
    // then
    assertThatThrownBy(started::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CancellationException.class);
  }

  @Test
  void whenKafkaComesBackEverythingGoesOnByItself() throws Exception {
    // given
    Coordinator coordinator = installed.start("one");
    PlayedWorker worker = installed.follow().worker(3).announce("a");
    soon(() -> assertThat(installed.status("a")).contains(Status.PENDING));
    worker.beSilent(true);
    installed.send("{'command':'start','migration':'a'}");
    soon(() -> assertThat(worker.seen).isNotEmpty());
    // when
    kafka.close();
    soon(() -> assertThat(Installed.get(coordinator, "/ready").statusCode()).isEqualTo(503));
    assertThat(Installed.get(coordinator, "/live").statusCode()).isEqualTo(200);
    worker.beSilent(false);
    startKafkaAgain();
    installed.send("{'command':'pause','migration':'a'}");
    installed.send("{'command':'resume','migration':'a'}");
    // then
    soon(() -> assertThat(installed.status("a")).contains(Status.COMPLETED));
    soon(() -> assertThat(Installed.get(coordinator, "/ready").statusCode()).isEqualTo(200));
  }

  private void startKafkaAgain() {
    String servers = kafka.bootstrapServers();
    int port = Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
    kafka = EmbeddedKafka.start(port, directory);
  }

  private static void start(Coordinator coordinator) {
    try {
      coordinator.start();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .untilAsserted(assertion);
  }
}
