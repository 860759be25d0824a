package dev.godwit.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.local.servers.TestKafka;
import dev.godwit.protocol.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TakeoverIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();

  private static final long PAGES = 400;
  private static final String ACTIVE = "\ngodwit_coordinator_active 1.0\n";
  private static final String STANDBY = "\ngodwit_coordinator_active 0.0\n";

  @TempDir Path directory = Path.of("unused");

  private final Installed installed = new Installed(KAFKA.bootstrapServers(), KAFKA.uniquePrefix());
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
    installed.close();
    assertThat(installed.failures).isEmpty();
  }

  @Test
  void aStandbyAnswersHttpAndTakesOverWhenTheOtherStops() throws Exception {
    // given
    Coordinator first = installed.start("one");
    PlayedWorker worker = installed.follow().worker(3).announce("a");
    soon(() -> assertThat(installed.status("a")).contains(Status.PENDING));
    worker.beSilent(true);
    installed.send("{'command':'start','migration':'a'}");
    soon(() -> assertThat(worker.seen).hasSize(1));
    Coordinator second = installed.start("two");
    soon(() -> assertThat(second.isReady()).isTrue());
    // then
    soon(
        () -> {
          assertThat(metrics(first)).contains(ACTIVE, "godwit_migration_processed_documents");
          assertThat(metrics(second)).contains(STANDBY).doesNotContain("godwit_migration");
        });
    assertThat(Installed.get(second, "/api/migrations/a").body()).contains("running");
    // when
    worker.beSilent(false);
    first.close();
    // then
    soon(() -> assertThat(installed.status("a")).contains(Status.COMPLETED));
    soon(
        () -> assertThat(metrics(second)).contains(ACTIVE, "godwit_migration_processed_documents"));
  }

  @Test
  void afterAKillInTheMiddleOfAChainTheNextOneFinishesIt() throws Exception {
    // given
    installed.withTopics().follow();
    PlayedWorker worker = installed.worker(PAGES).announce("a");
    Process first = ChildCoordinator.start(installed.settings("one"), directory);
    processes.add(first);
    soon(() -> assertThat(installed.status("a")).contains(Status.PENDING));
    installed.send("{'command':'start','migration':'a'}");
    soon(() -> assertThat(worker.seen).hasSizeGreaterThan(100));
    // when
    first.destroyForcibly();
    assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(installed.status("a")).contains(Status.RUNNING);
    installed.start("one");
    // then
    soon(() -> assertThat(installed.status("a")).contains(Status.COMPLETED));
    assertThat(installed.state("a").orElseThrow().progress().counts().processed())
        .isEqualTo(PAGES * PlayedWorker.PAGE);
  }

  private static String metrics(Coordinator coordinator) throws Exception {
    return Installed.get(coordinator, "/metrics").body();
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(assertion);
  }
}
