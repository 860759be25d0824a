package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostmanTest {

  private static final TopicNames TOPICS = new TopicNames("godwit.");

  private final List<ScriptedProducer> producers = new ArrayList<>();
  private Function<ProducerRecord<byte[], byte[]>, @Nullable RuntimeException> script =
      record -> null;
  private final Postman postman =
      new Postman(
          () -> {
            producers.add(new ScriptedProducer());
            return producers.get(producers.size() - 1);
          });

  @Test
  void deliversEverythingInOrder() throws Exception {
    // when
    Postman.Round round = postman.deliver(List.of(message(1), message(2), message(3)));

    // then
    assertThat(round.undelivered()).isEmpty();
    assertThat(producers.get(0).history()).hasSize(3);
    assertThat(text(producers.get(0).history().get(2))).contains("\"batch\":3");
  }

  @Test
  void onlyWhatWasNotDeliveredIsLeft() throws Exception {
    // given
    script =
        record -> text(record).contains("\"batch\":2") ? new TimeoutException("not now") : null;

    // when
    Postman.Round round = postman.deliver(List.of(message(1), message(2), message(3)));

    // then
    assertThat(round.undelivered()).containsExactly(message(2));
    assertThat(round.reason()).contains("not now");
    script = record -> null;
    assertThat(postman.deliver(round.undelivered()).undelivered()).isEmpty();
    assertThat(producers).as("a timeout is no reason for another producer").hasSize(1);
  }

  @Test
  void aProducerThatCanSendNoMoreIsReplaced() throws Exception {
    // given
    script = record -> new OutOfOrderSequenceException("lost count");
    assertThat(postman.deliver(List.of(message(1))).undelivered()).hasSize(1);

    // when
    script = record -> null;
    Postman.Round round = postman.deliver(List.of(message(1)));

    // then
    assertThat(round.undelivered()).isEmpty();
    assertThat(producers).hasSize(2);
    assertThat(producers.get(0).closed()).isTrue();
  }

  @Test
  void aProducerThatThrowsAtOnceIsReplacedToo() throws Exception {
    // given
    postman.deliver(List.of(message(1)));
    producers.get(0).close();

    // then
    assertThat(postman.deliver(List.of(message(2))).undelivered()).containsExactly(message(2));
    assertThat(postman.deliver(List.of(message(2))).undelivered()).isEmpty();
  }

  @Test
  void whatTheBrokerFindsTooLargeIsSentSmaller() throws Exception {
    // given
    script = record -> record.value().length > 3_000 ? new RecordTooLargeException("no") : null;
    Message large =
        Message.of(
            TOPICS,
            new Event.Failed(
                Samples.origin(Samples.batch(1, 0, 1)), FailureKind.PAGE, "x".repeat(50_000)));

    // when
    Postman.Round round = postman.deliver(List.of(large));

    // then
    assertThat(round.undelivered()).isEmpty();
    assertThat(producers.get(0).accepted).hasSize(1);
    assertThat(text(producers.get(0).accepted.get(0))).contains("xxx…");
  }

  @Test
  void whatTheBrokerNeverTakesIsGivenUp() throws Exception {
    // given
    script = record -> new RecordTooLargeException("never");

    // then
    assertThat(postman.deliver(List.of(message(1))).undelivered()).isEmpty();
    assertThat(producers).hasSize(1);
  }

  @Test
  void anInterruptEndsTheWaiting() {
    // given
    Thread.currentThread().interrupt();

    // then
    assertThatThrownBy(() -> new Postman(SilentProducer::new).deliver(List.of(message(1))))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void nothingIsSentOnceItIsClosed() throws Exception {
    // given
    postman.deliver(List.of(message(1)));

    // when
    postman.close();

    // then
    assertThat(producers.get(0).closed()).isTrue();
    assertThat(postman.deliver(List.of(message(2))).undelivered()).hasSize(1);
    assertThat(producers).hasSize(1);
  }

  private static Message message(long batch) {
    return Message.of(TOPICS, new Event.Taken(Samples.origin(Samples.batch(1, 0, batch))));
  }

  private static String text(ProducerRecord<byte[], byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  private final class ScriptedProducer extends MockProducer<byte[], byte[]> {

    private final List<ProducerRecord<byte[], byte[]>> accepted = new ArrayList<>();

    ScriptedProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      RuntimeException failure = script.apply(record);
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      accepted.add(record);
      return super.send(record);
    }
  }

  private static final class SilentProducer extends MockProducer<byte[], byte[]> {

    SilentProducer() {
      super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
  }
}
