package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.protocol.TopicNames;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {

  @Test
  void theProducerDoesNotWaitAndTheConsumerIsMissedSoon() {
    // given
    StreamsConfig config = new StreamsConfig(properties(Map.of()));
    // when
    Map<String, Object> producer = config.getProducerConfigs("p");
    Map<String, Object> consumer = config.getMainConsumerConfigs("godwit.coordinator", "c", 1);
    // then
    assertThat(producer).containsEntry("linger.ms", 0);
    assertThat(consumer)
        .containsEntry("session.timeout.ms", 6_000)
        .containsEntry("group.instance.id", "host-1-1")
        .containsEntry("auto.offset.reset", "earliest");
    assertThat(config.getString("application.id")).isEqualTo("godwit.coordinator");
    assertThat(config.getLong("commit.interval.ms")).isEqualTo(100);
    assertThat(config.getLong("statestore.cache.max.bytes")).isZero();
    assertThat(config.getInt("num.standby.replicas")).isEqualTo(1);
    assertThat(config.getInt("replication.factor")).isEqualTo(3);
    assertThat(config.getString("processing.guarantee")).isEqualTo("at_least_once");
    assertThat(config.getString("group.protocol")).isEqualTo("classic");
  }

  @Test
  void peopleMaySetWhatIsNotReliedOn() {
    // given
    StreamsConfig config =
        new StreamsConfig(
            properties(
                Map.of(
                    "session.timeout.ms", "10000",
                    "producer.linger.ms", "5",
                    "num.standby.replicas", "0",
                    "processing.guarantee", "exactly_once_v2")));
    // then
    assertThat(config.getMainConsumerConfigs("g", "c", 1))
        .containsEntry("session.timeout.ms", "10000");
    assertThat(config.getProducerConfigs("p")).containsEntry("linger.ms", "5");
    assertThat(config.getInt("num.standby.replicas")).isZero();
    assertThat(config.getString("processing.guarantee")).isEqualTo("at_least_once");
  }

  @Test
  void aValueFitsIntoWhatTheProducerSends() {
    assertThat(StreamsProperties.maxValueBytes(properties(Map.of()))).isEqualTo(1_044_480);
    assertThat(StreamsProperties.maxValueBytes(properties(Map.of("max.request.size", "100000"))))
        .isEqualTo(95_904);
    assertThat(
            StreamsProperties.maxValueBytes(
                properties(Map.of("producer.max.request.size", "9000000"))))
        .isEqualTo(1_044_480);
  }

  private static Map<String, Object> properties(Map<String, String> others) {
    return StreamsProperties.of(
        KafkaProperties.of("localhost:9092", others), new TopicNames("godwit."), "host-1", 3);
  }
}
