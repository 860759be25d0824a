package dev.godwit.coordinator.topology;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in Kafka's test driver, which has one partition of everything. */
final class Driven implements AutoCloseable {

  static final TopicNames TOPICS = new TopicNames("g.");
  static final int MAX_BYTES = 10_000;

  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> commands;
  private final TestInputTopic<byte[], byte[]> events;

  Driven(Rules rules) {
    this(rules, TopologyListener.NONE);
  }

  Driven(Rules rules, TopologyListener listener) {
    Surroundings surroundings = new Surroundings(listener, TopicEditions.UNKNOWN, Tokens.NONE);
    Properties properties = new Properties();
    properties.putAll(StreamsProperties.of(KafkaProperties.of("nowhere:1"), TOPICS, "test", 1));
    driver =
        new TopologyTestDriver(
            CoordinatorTopology.of(TOPICS, rules, surroundings, MAX_BYTES), properties, Samples.AT);
    commands =
        driver.createInputTopic(
            TOPICS.commands(), new ByteArraySerializer(), new ByteArraySerializer());
    events =
        driver.createInputTopic(
            TOPICS.events(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  void command(String json) {
    command(json.getBytes(StandardCharsets.UTF_8));
  }

  void command(byte @Nullable [] value) {
    commands.pipeInput(null, value);
  }

  void event(Object event) {
    event(Json.bytes(event));
  }

  void event(byte @Nullable [] value) {
    events.pipeInput(null, value);
  }

  void tick() {
    driver.advanceWallClockTime(CoordinatorProcessor.TICK);
  }

  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  KeyValueStore<String, byte[]> store() {
    return driver.getKeyValueStore(CoordinatorTopology.STORE);
  }

  /** Key and value of each record that was sent there since the last look. */
  List<Map.Entry<String, String>> sent(String topic) {
    return output(topic).readRecordsToList().stream()
        .map(record -> Map.entry(String.valueOf(record.key()), record.value()))
        .toList();
  }

  List<TestRecord<String, String>> records(String topic) {
    return output(topic).readRecordsToList();
  }

  private TestOutputTopic<String, String> output(String topic) {
    return driver.createOutputTopic(topic, new StringDeserializer(), new StringDeserializer());
  }

  @Override
  public void close() {
    driver.close();
  }
}
