package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.BatchFailedException;
import dev.godwit.worker.batch.LetterSource.Found;
import dev.godwit.worker.batch.LetterSource.Letter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

class KafkaLettersTest {

  private static final TopicPartition TOPIC = new TopicPartition("godwit.dead-letters", 0);
  private static final Task TASK = Samples.batch(1, 0, 1);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final KafkaLetters letters = new KafkaLetters(() -> consumer, TOPIC, Samples.CLOCK);

  private void holds(long from, byte[]... values) {
    consumer.updateBeginningOffsets(Map.of(TOPIC, from));
    consumer.updateEndOffsets(Map.of(TOPIC, from + values.length));
    consumer.schedulePollTask(
        () -> {
          for (int i = 0; i < values.length; i++) {
            consumer.addRecord(
                new ConsumerRecord<>(TOPIC.topic(), 0, from + i, new byte[0], values[i]));
          }
        });
  }

  private static byte[] letter(BsonValue id) {
    return Json.bytes(new DeadLetter(TASK.batchId(), 1, id, "why", null, Samples.NOW));
  }

  @Test
  void exactlyThoseOffsetsAreRead() throws Exception {
    // given
    holds(5, letter(new BsonInt32(1)), letter(new BsonInt32(2)), letter(new BsonInt32(3)));

    // when
    Found found = letters.read(Offsets.of(List.of(5L, 7L)));

    // then
    assertThat(found.letters())
        .containsExactly(
            new Letter(5, TASK.batchId(), new BsonInt32(1)),
            new Letter(7, TASK.batchId(), new BsonInt32(3)));
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void whatIsNoLetterOrNamesNoDocumentIsLeftOut() throws Exception {
    // given
    holds(
        0,
        "{".getBytes(StandardCharsets.UTF_8),
        letter(ShortLetters.NO_ID),
        new byte[0],
        letter(new BsonInt32(2)));

    // when
    Found found = letters.read(Offsets.of(List.of(0L, 1L, 2L, 3L)));

    // then
    assertThat(found.letters()).extracting(Letter::offset).containsExactly(3L);
  }

  @Test
  void expiredOnesAreNotReadButTold() throws Exception {
    // given
    holds(5, letter(new BsonInt32(1)));

    // when
    Found found = letters.read(Offsets.of(List.of(4L, 5L)));

    // then
    assertThat(found).isEqualTo(new Found(List.of(), 5, 6));
  }

  @Test
  void kafkaThatCannotBeReachedIsAnOutage() {
    // given
    holds(0, letter(new BsonInt32(1)));
    consumer.setPollException(new KafkaException("no luck"));

    // then
    assertThatThrownBy(() -> letters.read(Offsets.of(List.of(0L))))
        .isInstanceOf(BatchFailedException.class)
        .hasMessageContaining("no luck");
  }
}
