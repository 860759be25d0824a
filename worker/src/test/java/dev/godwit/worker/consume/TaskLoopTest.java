package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.boot.Backoff;
import dev.godwit.boot.Health;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.TopicNames;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.batch.WorkResult;
import dev.godwit.worker.consume.TaskLoop.LoopLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskLoopTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final BlockingQueue<DeliveredTask> tasks = new LinkedBlockingQueue<>();
  private final List<String> story = new CopyOnWriteArrayList<>();
  private final AtomicInteger pollsWithoutRoom = new AtomicInteger();
  private final AtomicInteger sources = new AtomicInteger();
  private final AtomicInteger failuresToCome = new AtomicInteger();
  private final Heard heard = new Heard();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Health health = new Health(Clock.systemUTC(), (before, now, next) -> {});
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private volatile Throwable toThrow = new IllegalStateException("the source is broken");

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void tasksAreDoneAtTheSameTimeUpToTheLimit() throws Exception {
    // given
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    TaskLoop loop =
        loop(
            2,
            LONG,
            (task, signs) -> {
              both.countDown();
              go.await();
              return WorkResult.of(Samples.completed(task));
            });

    // when
    deliver(1, 2, 3);

    // then
    both.await();
    await().untilAsserted(() -> assertThat(pollsWithoutRoom.get()).isPositive());
    assertThat(heard.inFlight).isEqualTo(2);
    assertThat(story).isEmpty();
    go.countDown();
    await()
        .untilAsserted(
            () -> assertThat(story).containsExactlyInAnyOrder("done 1", "done 2", "done 3"));
    loop.close();
    assertThat(heard.inFlight).isZero();
  }

  @Test
  void stoppingWaitsForWhatIsUnderWay() throws Exception {
    // given
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    TaskLoop loop =
        loop(
            1,
            LONG,
            (task, signs) -> {
              begun.countDown();
              go.await();
              return WorkResult.of(Samples.completed(task));
            });
    deliver(1);
    begun.await();

    // when
    int before = pollsWithoutRoom.get();
    Thread closer = new Thread(loop::close);
    closer.start();
    await().untilAsserted(() -> assertThat(pollsWithoutRoom.get()).isGreaterThan(before + 2));
    deliver(2);
    go.countDown();
    closer.join();

    // then
    assertThat(story).containsExactly("done 1", "closed");
    assertThat(tasks).hasSize(1);
  }

  @Test
  void whatDoesNotEndInTimeIsGivenUpBeforeTheOthersAreTold() throws Exception {
    // given
    CountDownLatch begun = new CountDownLatch(1);
    TaskLoop loop =
        loop(
            1,
            Duration.ofMillis(20),
            GuardedWork.wrap(
                (task, signs) -> {
                  begun.countDown();
                  try {
                    TimeUnit.HOURS.sleep(1);
                  } catch (InterruptedException e) {
                    story.add("given up");
                    throw e;
                  }
                  throw new AssertionError();
                },
                "w",
                Samples.CLOCK));
    deliver(1);
    begun.await();

    // when
    loop.close();

    // then
    assertThat(story).containsExactly("given up", "closed");
  }

  @Test
  void aSourceThatFailsIsReplacedAndNothingElseStops() {
    // given
    failuresToCome.set(2);

    // when
    TaskLoop loop = loop(1, LONG, (task, signs) -> WorkResult.of(Samples.completed(task)));
    deliver(1);

    // then
    await().untilAsserted(() -> assertThat(story).endsWith("done 1"));
    assertThat(story).containsExactly("closed", "closed", "done 1");
    assertThat(sources).hasValue(3);
    loop.close();
  }

  @Test
  void itIsNotReadyWhileTheSourceFails() {
    // given
    failuresToCome.set(Integer.MAX_VALUE);

    // when
    TaskLoop loop = loop(1, LONG, (task, signs) -> WorkResult.of(Samples.completed(task)));

    // then
    await().untilAsserted(() -> assertThat(sources.get()).isGreaterThan(3));
    assertThat(health.notReady())
        .anySatisfy(
            condition -> {
              assertThat(condition.component()).isEqualTo("tasks");
              assertThat(condition.reason()).contains("the source is broken");
            });
    assertThat(health.isLive()).isTrue();
    loop.close();
  }

  @Test
  void anErrorInTheLoopItselfIsTheEndOfTheProgram() {
    // given
    toThrow = new OutOfMemoryError("no more");
    failuresToCome.set(1);

    // when
    TaskLoop loop = loop(1, LONG, (task, signs) -> WorkResult.of(Samples.completed(task)));

    // then
    await().untilAsserted(() -> assertThat(heard.all).containsExactly("broken"));
    assertThat(health.isLive()).isFalse();
    loop.close();
  }

  @Test
  void aTaskThatMeetsABugDoesNotBlockItsPartition() {
    // given
    TaskLoop loop =
        loop(
            1,
            LONG,
            (task, signs) -> {
              throw new IllegalStateException("a bug");
            });

    // when
    deliver(1);

    // then
    await().untilAsserted(() -> assertThat(story).containsExactly("done 1"));
    loop.close();
  }

  @Test
  void anInterruptThatIsNotOursFailsThePageAndDoesNotBlockItsPartition() {
    // given
    TaskLoop loop =
        loop(
            1,
            LONG,
            GuardedWork.wrap(
                (task, signs) -> {
                  throw new InterruptedException("a library's own");
                },
                "w",
                Samples.CLOCK));

    // when
    deliver(1, 2);

    // then
    await().untilAsserted(() -> assertThat(story).containsExactly("done 1", "done 2"));
    assertThat(told())
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        Event.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PAGE)));
    loop.close();
  }

  @Test
  void aFlagThatTheWorkLeavesDoesNotKeepItsEvent() {
    // given
    TaskLoop loop =
        loop(
            1,
            LONG,
            GuardedWork.wrap(
                (task, signs) -> {
                  Thread.currentThread().interrupt();
                  return WorkResult.of(Samples.completed(task));
                },
                "w",
                Samples.CLOCK));

    // when
    deliver(1);

    // then
    await().untilAsserted(() -> assertThat(story).containsExactly("done 1"));
    assertThat(told()).containsExactly(Samples.completed(Samples.batch(1, 0, 1)));
    loop.close();
  }

  @Test
  void anInterruptThatComesThroughDoesNotBlockItsPartition() {
    // given
    TaskLoop loop =
        loop(
            1,
            LONG,
            (task, signs) -> {
              throw new InterruptedException("of nobody");
            });

    // when
    deliver(1);

    // then
    await().untilAsserted(() -> assertThat(story).containsExactly("done 1"));
    loop.close();
  }

  private List<Event> told() {
    return producer.history().stream()
        .map(record -> Json.read(record.value(), Event.class))
        .toList();
  }

  private TaskLoop loop(int threads, Duration stopWithin, TaskWork work) {
    Outbox outbox =
        new Outbox(
            new TopicNames("godwit."), new Postman(() -> producer), health, Backoff.FOR_SERVERS);
    LifeSigns signs = new LifeSigns(outbox, timer, Duration.ofHours(1), "w", Samples.CLOCK);
    Backoff quick = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
    return new TaskLoop(
            Source::new,
            new TaskRunner(new KnownStates(), work, signs, outbox, heard),
            heard,
            health,
            new LoopLimits(threads, stopWithin, quick))
        .started();
  }

  private void deliver(long... batches) {
    for (long batch : batches) {
      tasks.add(new Delivery(batch));
    }
  }

  private final class Source implements TaskSource {

    Source() {
      sources.incrementAndGet();
    }

    @Override
    public List<DeliveredTask> poll(int room, Duration patience) {
      if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        if (toThrow instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) toThrow;
      }
      if (room == 0) {
        pollsWithoutRoom.incrementAndGet();
      }
      List<DeliveredTask> polled = new ArrayList<>();
      tasks.drainTo(polled, room);
      if (polled.isEmpty()) {
        Thread.onSpinWait();
      }
      return polled;
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {
      story.add("closed");
    }
  }

  private final class Delivery implements DeliveredTask {

    private final long batch;

    Delivery(long batch) {
      this.batch = batch;
    }

    @Override
    public byte[] value() {
      return Json.bytes(Samples.batch(1, 0, batch));
    }

    @Override
    public int partition() {
      return 0;
    }

    @Override
    public long offset() {
      return batch;
    }

    @Override
    public void done() {
      story.add("done " + batch);
    }
  }
}
