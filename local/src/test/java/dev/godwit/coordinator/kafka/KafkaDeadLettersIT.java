package dev.godwit.coordinator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.coordinator.web.DeadLetterSource.Found;
import dev.godwit.coordinator.web.DeadLetterSource.Letter;
import dev.godwit.coordinator.web.DeadLetterSource.UnreadableException;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.protocol.Offsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaDeadLettersIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();

  private final KafkaProperties kafka = KafkaProperties.of(KAFKA.bootstrapServers());
  private final String topic = KAFKA.uniquePrefix() + "dead-letters";
  private final KafkaDeadLetters letters = KafkaDeadLetters.of(kafka, topic, "one");

  @BeforeEach
  void fiveThousandLetters() throws Exception {
    try (Admin admin = Admin.create(kafka.admin(Map.of(), Map.of()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    try (Producer<String, String> producer =
        new KafkaProducer<>(
            kafka.producer(Map.of(), Map.of("linger.ms", 5)),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < 5_000; i++) {
        producer.send(new ProducerRecord<>(topic, "letter " + i));
      }
    }
  }

  @Test
  void thoseThatAreWantedAreReadHoweverFarApart() {
    // when
    Found found = letters.read(Offsets.of(List.of(0L, 1L, 3L, 2_500L, 4_998L, 4_999L)));
    // then
    assertThat(found.letters())
        .containsExactlyElementsOf(
            LongStream.of(0, 1, 3, 2_500, 4_998, 4_999)
                .mapToObj(at -> new Letter(at, "letter " + at))
                .toList());
    assertThat(found.missing()).isNull();
  }

  @Test
  void thoseThatExpiredAreMissing() throws Exception {
    // given
    try (Admin admin = Admin.create(kafka.admin(Map.of(), Map.of()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(1_000)))
          .all()
          .get();
    }
    // when
    Found found = letters.read(Offsets.of(List.of(999L, 1_000L)));
    // then
    assertThat(found.letters()).containsExactly(new Letter(1_000, "letter 1000"));
    assertThat(found.missing()).contains("deleted");
    assertThat(letters.read(Offsets.of(List.of(7L))).letters()).isEmpty();
  }

  @Test
  @Timeout(20)
  void thoseThatDoNotComeAreWaitedForFiveSeconds() {
    // when
    Found found = letters.read(Offsets.of(List.of(4_999L, 5_000L)));
    // then
    assertThat(found.letters()).containsExactly(new Letter(4_999, "letter 4999"));
    assertThat(found.missing()).contains("within 5 s");
  }

  @Test
  @Timeout(20)
  void withoutATopicNobodyWaitsForLong() {
    // given
    KafkaDeadLetters nowhere = KafkaDeadLetters.of(kafka, topic + "-missing", "one");
    // when / then
    long before = System.nanoTime();
    assertThatThrownBy(() -> nowhere.read(Offsets.of(List.of(1L))))
        .isInstanceOf(UnreadableException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
  }
}
