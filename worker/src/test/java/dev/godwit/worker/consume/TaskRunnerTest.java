package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.Backoff;
import dev.godwit.boot.FollowedRecord;
import dev.godwit.boot.Health;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Task;
import dev.godwit.protocol.TopicNames;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.batch.WorkResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TaskRunnerTest {

  private final List<String> story = new ArrayList<>();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Heard heard = new Heard();
  private final KnownStates states = new KnownStates();
  private final Outbox outbox =
      new Outbox(
          new TopicNames("godwit."),
          new Postman(() -> producer),
          new Health(Samples.CLOCK, (before, now, next) -> {}),
          Backoff.FOR_SERVERS);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void saysTakenWorksTellsAndIsDone() throws Exception {
    // given
    Task task = Samples.batch(1, 0, 1);

    // when
    run(
        Json.bytes(task),
        (same, signs) -> {
          story.add("work");
          assertThat(told()).isEmpty();
          signs.documentsDone(0);
          signs.documentsDone(5);
          assertThat(told()).containsExactly(new Event.Taken(Samples.origin(task)));
          return WorkResult.of(Samples.completed(same));
        });

    // then
    assertThat(story).containsExactly("work", "done");
    assertThat(told())
        .containsExactly(new Event.Taken(Samples.origin(task)), Samples.completed(task));
  }

  @Test
  void aDryRunGivesNoSignsWhichWouldBeTakenForThoseOfTheRun() throws Exception {
    // when
    run(
        Json.bytes(Samples.dryRun(1)),
        (task, signs) -> {
          signs.documentsDone(0);
          return new Answers("w", Samples.CLOCK).refused(task, "no");
        });

    // then
    assertThat(producer.history())
        .singleElement()
        .satisfies(record -> assertThat(record.topic()).isEqualTo("godwit.replies"));
  }

  @Test
  @Timeout(30)
  void signsGoOnUntilAllIsTold() throws Exception {
    // given: Kafka does not take the event until it hears that the work goes on
    Task task = Samples.batch(1, 0, 1);
    AtomicBoolean refused = new AtomicBoolean();
    AtomicBoolean heardOf = new AtomicBoolean();
    MockProducer<byte[], byte[]> busy =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent) {
            Event event = Json.read(sent.value(), Event.class);
            heardOf.compareAndSet(false, refused.get() && event instanceof Event.Working);
            if (event instanceof Event.Completed && !heardOf.get()) {
              refused.set(true);
              return CompletableFuture.failedFuture(new TimeoutException("Kafka is away"));
            }
            return super.send(sent);
          }
        };
    Outbox slow =
        new Outbox(
            new TopicNames("godwit."),
            new Postman(() -> busy),
            new Health(Samples.CLOCK, (before, now, next) -> {}),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)));
    TaskWork work =
        (same, signs) -> {
          signs.documentsDone(5);
          return WorkResult.of(Samples.completed(same));
        };

    // when
    new TaskRunner(
            states,
            work,
            new LifeSigns(slow, timer, Duration.ofMillis(20), "w", Samples.CLOCK),
            slow,
            heard)
        .run(new Delivery(Json.bytes(task)), () -> false);

    // then
    assertThat(told(busy))
        .contains(new Event.Working(Samples.origin(task), 5), Samples.completed(task));
    assertThat(story).containsExactly("done");
  }

  @Test
  void whatIsNoTaskIsSkipped() throws Exception {
    // when
    run("nonsense".getBytes(StandardCharsets.UTF_8), neverAsked());
    run(null, neverAsked());

    // then
    assertThat(story).containsExactly("done", "done");
    assertThat(heard.all).containsExactly("malformed", "malformed");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void aTaskThatNobodyWaitsForIsDropped() throws Exception {
    // given
    states.read(new FollowedRecord("a", KnownStatesTest.json(2, 5), 0, Samples.NOW));

    // when
    run(Json.bytes(Samples.batch(2, 0, 4)), neverAsked());

    // then
    assertThat(story).containsExactly("done");
    assertThat(heard.all).containsExactly("dropped 4");
  }

  @Test
  void aTaskThatTheStatesDoNotShowYetIsDone() throws Exception {
    // given
    states.read(new FollowedRecord("a", KnownStatesTest.json(2, 5), 0, Samples.NOW));

    // when
    run(
        Json.bytes(Samples.batch(2, 0, 6)),
        (task, signs) -> WorkResult.of(Samples.completed(task)));

    // then
    assertThat(told()).containsExactly(Samples.completed(Samples.batch(2, 0, 6)));
  }

  @Test
  void aTaskThatIsGivenUpIsNotDone() {
    assertThatThrownBy(
            () ->
                run(
                    Json.bytes(Samples.batch(1, 0, 1)),
                    (task, signs) -> {
                      throw new InterruptedException("the worker stops");
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(story).isEmpty();
  }

  @Test
  void aTaskWhoseEventIsNotAcknowledgedIsNotDone() {
    // given
    producer.close();
    Thread.currentThread().interrupt();

    // then
    assertThatThrownBy(
            () ->
                run(
                    Json.bytes(Samples.batch(1, 0, 1)),
                    (task, signs) -> WorkResult.of(Samples.completed(task))))
        .isInstanceOf(InterruptedException.class);
    assertThat(story).isEmpty();
  }

  private void run(byte @Nullable [] value, TaskWork work) throws InterruptedException {
    new TaskRunner(
            states,
            work,
            new LifeSigns(outbox, timer, Duration.ofHours(1), "w", Samples.CLOCK),
            outbox,
            heard)
        .run(new Delivery(value), () -> false);
  }

  private List<Event> told() {
    return told(producer);
  }

  private static List<Event> told(MockProducer<byte[], byte[]> by) {
    return by.history().stream().map(record -> Json.read(record.value(), Event.class)).toList();
  }

  private static TaskWork neverAsked() {
    return (task, signs) -> {
      throw new AssertionError("nobody may ask for this");
    };
  }

  private final class Delivery implements DeliveredTask {

    private final byte @Nullable [] value;

    Delivery(byte @Nullable [] value) {
      this.value = value;
    }

    @Override
    public byte @Nullable [] value() {
      return value;
    }

    @Override
    public int partition() {
      return 3;
    }

    @Override
    public long offset() {
      return 7;
    }

    @Override
    public void done() {
      story.add("done");
    }
  }
}
