package dev.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.ProgramMeters;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaMetersTest {

  private final PrometheusMeterRegistry registry =
      ProgramMeters.registry(
          "worker",
          KafkaMetersTest.class,
          Environment.of(
              Map.of("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"), CommonSettings.ALL));

  @Test
  void aReplacedClientMakesRoomForTheNextOne() {
    try (KafkaMeters meters = new KafkaMeters(registry);
        Producer<byte[], byte[]> first = producer("first");
        Producer<byte[], byte[]> second = producer("second")) {
      // when
      meters.producer(first);
      // then
      assertThat(registry.scrape()).contains("client=\"producer\",client_id=\"first\"");
      // when
      meters.producer(second);
      // then
      assertThat(registry.scrape())
          .contains("client=\"producer\",client_id=\"second\"")
          .doesNotContain("client_id=\"first\"");
      // when
      meters.close();
      // then
      assertThat(registry.scrape()).doesNotContain("client_id=");
    }
  }

  private static Producer<byte[], byte[]> producer(String id) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", "127.0.0.1:1", "client.id", id),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
