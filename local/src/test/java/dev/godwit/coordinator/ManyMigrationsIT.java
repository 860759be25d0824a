package dev.godwit.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.local.servers.TestKafka;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator that knows a thousand migrations is killed while fifty of them run. */
class ManyMigrationsIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();

  private static final int KNOWN = 1_000;
  private static final int RUNNING = 50;

  @TempDir Path directory = Path.of("unused");

  private final Installed installed = new Installed(KAFKA.bootstrapServers(), KAFKA.uniquePrefix());

  @AfterEach
  void close() {
    installed.close();
    assertThat(installed.failures).isEmpty();
  }

  @Test
  void whatIsOutstandingIsSentAgainWithinFiveSeconds() throws Exception {
    // given
    List<String> names = IntStream.range(0, KNOWN).mapToObj("m%03d"::formatted).toList();
    Set<String> running = Set.copyOf(names.subList(0, RUNNING));
    installed.withTopics().follow();
    PlayedWorker worker = installed.worker(3).announce(names.toArray(String[]::new));
    Process first = ChildCoordinator.start(installed.settings("one"), directory);
    try {
      soon(() -> assertThat(names).allMatch(name -> installed.status(name).isPresent()));
      worker.beSilent(true);
      running.forEach(
          name -> installed.send("{'command':'start','migration':'%s'}".formatted(name)));
      soon(() -> assertThat(migrations(worker.seen)).isEqualTo(running));
    } finally {
      // when
      first.destroyForcibly();
    }
    assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
    int before = worker.seen.size();
    long begun = System.nanoTime();
    Coordinator second = installed.start("one");
    soon(() -> assertThat(second.isReady()).isTrue());
    long ready = System.nanoTime();

    // then
    soon(
        () ->
            assertThat(migrations(worker.seen.subList(before, worker.seen.size())))
                .isEqualTo(running));
    long sent = System.nanoTime();
    System.out.printf(
        "ready %d ms after its start, all %d tasks sent again %d ms later%n",
        TimeUnit.NANOSECONDS.toMillis(ready - begun),
        RUNNING,
        TimeUnit.NANOSECONDS.toMillis(sent - ready));
    assertThat(Duration.ofNanos(sent - ready)).isLessThan(Duration.ofSeconds(5));
  }

  private static Set<String> migrations(List<ConsumerRecord<String, String>> tasks) {
    return tasks.stream()
        .map(task -> Json.read(task.value(), Task.class).batchId().migration())
        .collect(Collectors.toSet());
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(assertion);
  }
}
