package dev.godwit.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.StartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  private static final String TOPIC = "birds";

  @Test
  void handsOutWhatWasSent() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      // given
      createTopic(kafka);

      // when
      send(kafka, "godwit");

      // then
      assertThat(readInGroup(kafka, 1)).containsExactly("godwit");
    }
  }

  @Test
  void keepsItsDataWhenStartedAgainInTheSameDirectory(@TempDir Path directory) throws Exception {
    // given
    Path data = directory.resolve("made/when missing");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(0, data)) {
      createTopic(kafka);
      send(kafka, "before");
    }

    // when
    try (EmbeddedKafka kafka = EmbeddedKafka.start(0, data)) {
      send(kafka, "after");

      // then
      assertThat(readInGroup(kafka, 2)).containsExactly("before", "after");
    }
    assertThat(data).isNotEmptyDirectory();
  }

  @Test
  void listensOnThePortThatItIsGiven() {
    int port = FreePorts.any();

    try (EmbeddedKafka kafka = EmbeddedKafka.start(port, null)) {
      assertThat(kafka.bootstrapServers()).isEqualTo("localhost:" + port);
    }
    try (EmbeddedKafka again = EmbeddedKafka.start(port, null)) {
      assertThat(again.bootstrapServers()).isEqualTo("localhost:" + port);
    }
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(other.getLocalPort(), null))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("port " + other.getLocalPort())
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void namesTheDirectoryThatAnotherBrokerUses(@TempDir Path directory) {
    try (EmbeddedKafka first = EmbeddedKafka.start(0, directory)) {
      assertThat(first.bootstrapServers()).isNotEmpty();

      assertThatThrownBy(() -> EmbeddedKafka.start(0, directory))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("another Kafka keeps its data in " + directory);
    }

    // then: it is free again
    EmbeddedKafka.start(0, directory).close();
  }

  @Test
  void namesTheDirectoryThatCannotBeMade(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");

    assertThatThrownBy(() -> EmbeddedKafka.start(0, file.resolve("data")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void leavesNeitherThreadsNorFilesBehind() {
    // given: what the JVM starts once and keeps
    EmbeddedKafka.start().close();
    Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();

    // when
    EmbeddedKafka kafka = EmbeddedKafka.start();
    assertThat(kafka.dataDirectory()).isNotEmptyDirectory();
    kafka.close();
    kafka.close();

    // then
    assertThat(kafka.dataDirectory()).doesNotExist();
    Awaitility.await()
        .pollInSameThread()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !threadsBefore.contains(thread))
                    .isEmpty());
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static void send(EmbeddedKafka kafka, String value) throws Exception {
    try (Producer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static List<String> readInGroup(EmbeddedKafka kafka, int atLeast) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "group.id", "watchers",
            "auto.offset.reset", "earliest");
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      List<String> values = new ArrayList<>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                assertThat(values).hasSizeGreaterThanOrEqualTo(atLeast);
              });
      return values;
    }
  }
}
