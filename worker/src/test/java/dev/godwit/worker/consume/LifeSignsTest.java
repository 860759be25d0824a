package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.boot.Backoff;
import dev.godwit.boot.Health;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Task;
import dev.godwit.protocol.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifeSignsTest {

  private static final Task TASK = Samples.batch(1, 0, 1);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Outbox outbox =
      new Outbox(
          new TopicNames("godwit."),
          new Postman(() -> producer),
          new Health(Samples.CLOCK, (before, now, next) -> {}),
          Backoff.FOR_SERVERS);
  private final ScheduledThreadPoolExecutor timer = Consuming.timer();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void saysTakenAndThenHowFarItIsUntilItIsClosed() {
    // given
    LifeSigns signs = new LifeSigns(outbox, timer, Duration.ofMillis(1), "w", Samples.CLOCK);

    // when
    try (LifeSigns.Signs ofTask = signs.of(TASK, () -> false)) {
      ofTask.documentsDone(0);
      ofTask.documentsDone(17);
      await()
          .untilAsserted(
              () -> assertThat(told()).contains(new Event.Working(Samples.origin(TASK), 17)));
    }

    // then
    assertThat(told().get(0)).isEqualTo(new Event.Taken(Samples.origin(TASK)));
    await().untilAsserted(() -> assertThat(timer.getActiveCount()).isZero());
    assertThat(timer.getQueue()).isEmpty();
  }

  @Test
  void nothingIsLeftOfShortTasks() {
    // given
    LifeSigns signs = new LifeSigns(outbox, timer, Duration.ofHours(1), "w", Samples.CLOCK);

    // when
    signs.of(TASK, () -> false).close();

    // then
    assertThat(timer.getQueue()).isEmpty();
  }

  @Test
  void aTaskThatIsDeclinedWasNeverTaken() throws Exception {
    // given
    LifeSigns signs = new LifeSigns(outbox, timer, Duration.ofMillis(1), "w", Samples.CLOCK);

    // when
    try (LifeSigns.Signs ofTask = signs.of(TASK, () -> false)) {
      CountDownLatch later = new CountDownLatch(1);
      timer.schedule(later::countDown, 5, TimeUnit.MILLISECONDS);
      later.await();
    }

    // then
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void aDryRunIsQuiet() {
    // given
    LifeSigns signs = new LifeSigns(outbox, timer, Duration.ofMillis(1), "w", Samples.CLOCK);

    // when
    try (LifeSigns.Signs ofTask = signs.of(Samples.dryRun(1), () -> false)) {
      ofTask.documentsDone(1);
    }

    // then
    assertThat(timer.getTaskCount()).isZero();
    assertThat(producer.history()).isEmpty();
  }

  private List<Event> told() {
    return producer.history().stream()
        .map(record -> Json.read(record.value(), Event.class))
        .toList();
  }
}
