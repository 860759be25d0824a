package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConsumingIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();

  private static final int PARTITIONS = 4;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final List<AutoCloseable> open = new ArrayList<>();
  private TaskTopics topics;
  private String prefix;

  @BeforeEach
  void create() {
    prefix = KAFKA.uniquePrefix();
    topics = new TaskTopics(KAFKA.bootstrapServers(), prefix, PARTITIONS);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    topics.close();
  }

  @Test
  void twoWorkersShareTheTasks() {
    // given
    WorkerStub one = worker("one").letGo();
    WorkerStub two = worker("two").letGo();
    awaitReady(one, two);

    // when
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              sendOneToEach(1);
              assertThat(one.ended()).isNotEmpty();
              assertThat(two.ended()).isNotEmpty();
            });

    // then
    await().atMost(SOON).untilAsserted(() -> assertThat(topics.committed()).hasSize(PARTITIONS));
  }

  @Test
  void theEventIsThereBeforeTheTaskIsCommittedAndTasksOfAPartitionAreDoneInOrder()
      throws Exception {
    // given
    WorkerStub worker = worker("one");
    awaitReady(worker);
    for (long batch = 1; batch <= 20; batch++) {
      topics.send(2, TaskTopics.task("a", batch));
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(worker.begun()).hasSize(1));
    assertThat(topics.committed()).isEmpty();

    // when
    worker.letGo();

    // then
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(topics.committed()).isEqualTo(Map.of(2, 20L)));
    assertThat(worker.begun().stream().map(task -> task.batchId().batch()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    assertThat(topics.events(Event.Completed.class)).hasSize(20);
    assertThat(topics.events(Event.Taken.class)).hasSize(20);
  }

  @Test
  void malformedTasksAreSkipped() {
    // given
    WorkerStub worker = worker("one").letGo();
    awaitReady(worker);

    // when
    topics.sendRaw(0, "not JSON".getBytes(StandardCharsets.UTF_8));
    topics.sendRaw(0, "{\"task\":\"batch\"}".getBytes(StandardCharsets.UTF_8));
    topics.sendRaw(0, null);
    topics.sendRaw(0, new byte[] {(byte) 0xff, 0, 1});
    topics.sendRaw(0, "{\"params\":".repeat(50_000).getBytes(StandardCharsets.UTF_8));
    topics.send(0, TaskTopics.task("a", 1));

    // then
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(topics.committed()).isEqualTo(Map.of(0, 6L)));
    assertThat(worker.ended()).hasSize(1);
    assertThat(worker.heard()).hasSize(5).containsOnly("malformed");
  }

  @Test
  void stoppingEndsTheBatchUnderWayAndLetsOthersTakeTheRest() throws Exception {
    // given
    WorkerStub one = worker("one");
    awaitReady(one);
    topics.send(0, TaskTopics.task("a", 1));
    topics.send(0, TaskTopics.task("a", 2));
    await().atMost(SOON).untilAsserted(() -> assertThat(one.begun()).hasSize(1));

    // when
    Thread stopping = new Thread(one::close);
    stopping.start();
    one.letGo();
    stopping.join();

    // then
    assertThat(one.ended()).hasSize(1);
    assertThat(topics.committed()).isEqualTo(Map.of(0, 1L));
    WorkerStub two = worker("two").letGo();
    await().atMost(SOON).untilAsserted(() -> assertThat(two.ended()).hasSize(1));
    assertThat(two.ended().get(0).batchId().batch()).isEqualTo(2);
  }

  @Test
  void whatDoesNotEndWhenStoppingIsDoneByAnother() {
    // given
    WorkerStub one =
        new WorkerStub(topics.clients("one"), new ConsumeLimits(8, Duration.ofSeconds(3)));
    awaitReady(one);
    topics.send(0, TaskTopics.task("a", 1));
    await().atMost(SOON).untilAsserted(() -> assertThat(one.begun()).hasSize(1));

    // when
    one.close();

    // then
    assertThat(one.ended()).isEmpty();
    WorkerStub two = worker("two").letGo();
    await().atMost(Duration.ofSeconds(4)).untilAsserted(() -> assertThat(two.ended()).hasSize(1));
  }

  @Test
  void theTaskOfAKilledWorkerGoesOn(@TempDir Path logs) throws Exception {
    // given
    Process killed = HangingWorker.start(KAFKA.bootstrapServers(), prefix, logs);
    open.add(killed::destroyForcibly);
    topics.send(0, TaskTopics.task("a", 1));
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(topics.events(Event.Taken.class)).hasSize(1));

    // when
    killed.destroyForcibly().waitFor();
    WorkerStub other = worker("other").letGo();

    // then
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(topics.committed()).isEqualTo(Map.of(0, 1L)));
    assertThat(other.ended()).hasSize(1);
    assertThat(topics.events(Event.Completed.class))
        .singleElement()
        .satisfies(event -> assertThat(event.origin().worker()).isEqualTo("other"));
  }

  @Test
  void aTaskWhosePartitionMovesIsDoneByTheOtherAndCommittedByItAlone() throws Exception {
    // given
    WorkerStub one = worker("one");
    awaitReady(one);
    sendOneToEach(1);
    await().atMost(SOON).untilAsserted(() -> assertThat(one.begun()).hasSize(PARTITIONS));

    // when
    WorkerStub two = worker("two");
    await().atMost(SOON).untilAsserted(() -> assertThat(two.begun()).hasSize(PARTITIONS / 2));
    one.letGo();

    // then
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(topics.events(Event.Completed.class)).hasSize(4));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(topics.committed()).hasSize(PARTITIONS / 2));
    List<Integer> moved = two.begun().stream().map(ConsumingIT::partition).toList();
    assertThat(topics.committed().keySet()).doesNotContainAnyElementsOf(moved);

    // when
    two.letGo();

    // then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(topics.committed()).isEqualTo(Map.of(0, 1L, 1, 1L, 2, 1L, 3, 1L)));
    assertThat(one.begun()).hasSize(PARTITIONS);
    assertThat(two.begun()).hasSize(PARTITIONS / 2);
  }

  @Test
  void aBatchThatLastsLongerThanKafkaWaitsForAPollIsDoneOnce() throws Exception {
    // given
    KafkaProperties impatient =
        KafkaProperties.of(KAFKA.bootstrapServers(), Map.of("max.poll.interval.ms", "2000"));
    WorkerStub worker = new WorkerStub(new KafkaClients(impatient, topics.names(), "one"));
    open.add(() -> worker.letGo().close());
    awaitReady(worker);

    // when
    sendOneToEach(1);
    await().atMost(SOON).untilAsserted(() -> assertThat(worker.begun()).hasSize(PARTITIONS));
    await()
        .during(Duration.ofSeconds(4))
        .atMost(SOON)
        .untilAsserted(() -> assertThat(worker.begun()).hasSize(PARTITIONS));
    worker.letGo();

    // then
    await().atMost(SOON).untilAsserted(() -> assertThat(topics.committed()).hasSize(PARTITIONS));
    assertThat(worker.begun()).hasSize(PARTITIONS);
  }

  private WorkerStub worker(String name) {
    WorkerStub worker = new WorkerStub(topics.clients(name));
    open.add(() -> worker.letGo().close());
    return worker;
  }

  private static void awaitReady(WorkerStub... workers) {
    for (WorkerStub worker : workers) {
      await().atMost(SOON).untilAsserted(() -> assertThat(worker.isReady()).isTrue());
    }
  }

  /** The segment says which partition it is in. */
  private void sendOneToEach(long batch) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Task task = TaskTopics.task("a", batch);
      topics.send(
          partition,
          new Task(
              task.kind(),
              new BatchId("a", 1, partition, batch),
              1,
              task.revision(),
              task.page(),
              null,
              task.sentAt()));
    }
  }

  private static int partition(Task task) {
    return task.batchId().segment();
  }
}
