package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.Backoff;
import dev.godwit.boot.Health;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Task;
import dev.godwit.protocol.TopicNames;
import dev.godwit.worker.batch.WorkResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final Task TASK = Samples.batch(1, 0, 1);
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));

  private final List<String> reports = new ArrayList<>();
  private final Health health =
      new Health(
          Samples.CLOCK, (before, now, next) -> reports.add(now.component() + " " + now.state()));
  private final FlakyProducer producer = new FlakyProducer();
  private final Outbox outbox =
      new Outbox(new TopicNames("godwit."), new Postman(() -> producer), health, QUICK);

  @Test
  void deadLettersAreThereBeforeTheEvent() throws Exception {
    // given
    DeadLetter letter =
        new DeadLetter(TASK.batchId(), 1, new BsonInt32(1), "why", null, Samples.NOW);

    // when
    outbox.surely(new WorkResult(List.of(letter, letter), Samples.completed(TASK), null));

    // then
    assertThat(producer.history())
        .extracting(ProducerRecord::topic)
        .containsExactly("godwit.dead-letters", "godwit.dead-letters", "godwit.events");
  }

  @Test
  void theEventSaysWhereTheDeadLettersAre() throws Exception {
    // given
    DeadLetter letter =
        new DeadLetter(TASK.batchId(), 1, new BsonInt32(1), "why", null, Samples.NOW);
    producer.failures = 1;

    // when
    outbox.surely(new WorkResult(List.of(letter, letter), Samples.completed(TASK), null));

    // then
    byte[] event = producer.history().get(producer.history().size() - 1).value();
    assertThat(((Event.Completed) Json.read(event, Event.class)).written())
        .isEqualTo(Offsets.of(List.of(0L, 1L)));
  }

  @Test
  void noEventIsSentBeforeTheDeadLettersAreAcknowledged() throws Exception {
    // given
    DeadLetter letter =
        new DeadLetter(TASK.batchId(), 1, new BsonInt32(1), "why", null, Samples.NOW);
    producer.failures = 2;

    // when
    outbox.surely(new WorkResult(List.of(letter), Samples.completed(TASK), null));

    // then
    assertThat(producer.tried)
        .containsExactly(
            "godwit.dead-letters", "godwit.dead-letters", "godwit.dead-letters", "godwit.events");
  }

  @Test
  void aReplyGoesOut() throws Exception {
    outbox.surely(new Answers("w", Samples.CLOCK).refused(Samples.dryRun(1), "it does not work"));

    assertThat(producer.history())
        .extracting(ProducerRecord::topic)
        .containsExactly("godwit.replies");
  }

  @Test
  void itGoesOnUntilKafkaHasItAndSaysSoOnce() throws Exception {
    // given
    producer.failures = 5;

    // when
    outbox.surely(WorkResult.of(Samples.completed(TASK)));

    // then
    assertThat(producer.history()).hasSize(1);
    assertThat(reports).containsExactly("events UP", "events DOWN", "events UP");
  }

  @Test
  void anInterruptEndsTheTrying() {
    // given
    producer.failures = Integer.MAX_VALUE;
    Thread.currentThread().interrupt();

    // then
    assertThatThrownBy(() -> outbox.surely(WorkResult.of(Samples.completed(TASK))))
        .isInstanceOf(InterruptedException.class);
    assertThat(health.isReady()).isFalse();
  }

  @Test
  void aSignThatCannotBeSentIsNotMissed() {
    // given
    producer.close();

    // when
    outbox.soon(new Event.Taken(Samples.origin(TASK)));

    // then
    assertThat(producer.history()).isEmpty();
  }

  private static final class FlakyProducer extends MockProducer<byte[], byte[]> {

    private final List<String> tried = new ArrayList<>();
    private int failures;

    FlakyProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      tried.add(record.topic());
      if (failures > 0) {
        failures--;
        return CompletableFuture.failedFuture(new TimeoutException("Kafka is away"));
      }
      return super.send(record);
    }
  }
}
