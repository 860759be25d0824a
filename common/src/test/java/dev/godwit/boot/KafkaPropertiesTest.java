package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaPropertiesTest {

  @Test
  void whatPeopleSetWinsOverDefaultsAndLosesAgainstWhatIsFixed() {
    // given
    KafkaProperties kafka =
        KafkaProperties.of(
            "k:1", Map.of("session.timeout.ms", "9000", "enable.auto.commit", "true"));
    // when
    Map<String, Object> consumer =
        kafka.consumer(
            Map.of("session.timeout.ms", 6000, "fetch.max.wait.ms", 100),
            Map.of("enable.auto.commit", false));
    // then
    assertThat(consumer)
        .containsEntry("bootstrap.servers", "k:1")
        .containsEntry("session.timeout.ms", "9000")
        .containsEntry("fetch.max.wait.ms", 100)
        .containsEntry("enable.auto.commit", false);
  }

  @Test
  void eachClientGetsOnlyWhatItKnowsOrNobodyKnows() {
    // given
    KafkaProperties kafka =
        KafkaProperties.of(
            "k:1",
            Map.of("linger.ms", "5", "max.poll.records", "7", "my.own", "x", "client.id", "c"));
    // when / then
    assertThat(kafka.producer(Map.of(), Map.of()))
        .containsOnlyKeys("bootstrap.servers", "linger.ms", "my.own", "client.id");
    assertThat(kafka.consumer(Map.of(), Map.of()))
        .containsOnlyKeys("bootstrap.servers", "max.poll.records", "my.own", "client.id");
    assertThat(kafka.admin(Map.of(), Map.of()))
        .containsOnlyKeys("bootstrap.servers", "my.own", "client.id");
  }

  @Test
  void aPrefixNamesTheOnlyClientThatGetsIt() {
    // given
    KafkaProperties kafka =
        KafkaProperties.of(
            "k:1", Map.of("request.timeout.ms", "1", "consumer.request.timeout.ms", "2"));
    // when / then
    assertThat(kafka.consumer(Map.of(), Map.of())).containsEntry("request.timeout.ms", "2");
    assertThat(kafka.producer(Map.of(), Map.of()))
        .containsEntry("request.timeout.ms", "1")
        .doesNotContainKey("consumer.request.timeout.ms");
    assertThat(kafka.streams(Map.of(), Map.of())).containsEntry("consumer.request.timeout.ms", "2");
  }

  @Test
  void secretsAreHidden() {
    // given
    KafkaProperties kafka =
        KafkaProperties.of(
            "k:1",
            Map.of(
                "ssl.keystore.key", "hunter2",
                "ssl.truststore.password", "hunter2",
                "sasl.jaas.config", "hunter2",
                "sasl.mechanism", "PLAIN"));
    // when / then
    assertThat(kafka.toString())
        .contains("sasl.mechanism=PLAIN", "bootstrap.servers=k:1", "sasl.jaas.config=(hidden)")
        .doesNotContain("hunter2");
  }
}
