package dev.godwit.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.coordinator.decide.Decider;
import dev.godwit.coordinator.decide.Installation;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.coordinator.topology.CoordinatorTopology;
import dev.godwit.coordinator.topology.StreamsProperties;
import dev.godwit.coordinator.topology.Surroundings;
import dev.godwit.coordinator.topology.TopicEditions;
import dev.godwit.coordinator.topology.TopologyListener;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.bson.BsonInt32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Malformed commands and events by the thousand, through the coordinator's whole topology. */
class InputFuzzTest {

  private static final TopicNames TOPICS = new TopicNames("g.");
  private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  private static final Logger TERM =
      (Logger) LoggerFactory.getLogger("dev.godwit.coordinator.topology.Term");

  private static final List<String> COMMANDS =
      List.of(
          "{\"command\":\"start\",\"migration\":\"a\",\"id\":\"1\",\"by\":\"alice\"}",
          "{\"command\":\"start\",\"migration\":\"a\",\"next\":[\"b\",\"c\"],\"reset\":true}",
          "{\"command\":\"start\",\"migration\":\"b\",\"batchSize\":50,\"cursor\":{\"$oid\":\"65a100000000000000000001\"},\"onError\":\"skip\",\"maxFailures\":10}",
          "{\"command\":\"start\",\"migration\":\"b\",\"cursor\":{\"after\":5},\"maxFailures\":\"5%\",\"oneBatchOnly\":true}",
          "{\"command\":\"start\",\"migration\":\"a\",\"dryRun\":true,\"id\":\"2\"}",
          "{\"command\":\"start\",\"migration\":\"c\",\"params\":{\"plan\":\"pro\",\"n\":[1,{\"secret\":\"env:X\"}]}}",
          "{\"command\":\"startSeries\",\"migrations\":[\"a\",\"b\",\"c\"]}",
          "{\"command\":\"pause\",\"migration\":\"a\"}",
          "{\"command\":\"resume\",\"migration\":\"a\"}",
          "{\"command\":\"cancel\",\"migration\":\"a\"}",
          "{\"command\":\"cancelAll\"}",
          "{\"command\":\"retryFailed\",\"migration\":\"a\"}",
          "{\"command\":\"clear\",\"migration\":\"a\"}",
          "{\"command\":\"up\",\"migrations\":[\"a\"],\"to\":\"c\",\"resume\":true}");

  private final AtomicInteger malformed = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final TopologyTestDriver driver = driver();
  private final TestInputTopic<byte[], byte[]> commands = input(TOPICS.commands());
  private final TestInputTopic<byte[], byte[]> events = input(TOPICS.events());
  private final TestOutputTopic<byte[], byte[]> replies = output(TOPICS.replies());
  private final TestOutputTopic<byte[], byte[]> tasks = output(TOPICS.tasks());
  private final TestOutputTopic<byte[], byte[]> states = output(TOPICS.state());
  private final TestOutputTopic<byte[], byte[]> history = output(TOPICS.history());

  @BeforeEach
  void quiet() {
    TERM.setLevel(Level.OFF);
    for (String name : List.of("a", "b", "c")) {
      events.pipeInput(Json.bytes(announced(name)));
    }
  }

  @AfterEach
  void close() {
    driver.close();
    TERM.setLevel(null);
  }

  @Test
  void everyCommandHasOneAnswerAndNothingStops() {
    // given
    long seed = Mutations.seed("commands");
    long before = heap();
    // when
    Mutations.of(seed, COMMANDS)
        .forEach(
            command -> {
              commands.pipeInput(command);
              // then
              int answers = replies.readValuesToList().size();
              long tried =
                  tasks.readValuesToList().stream()
                      .map(task -> Json.read(task, Task.class))
                      .filter(task -> task.kind() == Task.Kind.DRY_RUN)
                      .count();
              if (answers + tried == 0) {
                // An up waits so long for migrations that nobody knows.
                driver.advanceWallClockTime(Duration.ofMinutes(6));
                answers = replies.readValuesToList().size();
              }
              assertThat(answers + tried).as("%s", text(command)).isEqualTo(1);
              assertThat(failed).as("the rules fail: %s", text(command)).hasValue(0);
              read();
            });
    assertThat(malformed.get()).isBetween(Mutations.COUNT / 3, Mutations.COUNT);
    assertStillWorks();
    assertThat(heap() - before).isLessThan(64L << 20);
  }

  @Test
  void everyEventIsTakenInOrSkippedAndNothingStops() {
    // given
    long seed = Mutations.seed("events");
    commands.pipeInput(command("{'command':'start','migration':'a'}"));
    events.pipeInput(Json.bytes(new Event.Prepared(origin("a", 0), 20L, null)));
    read();
    replies.readValuesToList();
    tasks.readValuesToList();
    long before = heap();
    // when
    Mutations.of(seed, events())
        .forEach(
            event -> {
              events.pipeInput(event);
              driver.advanceWallClockTime(Duration.ofMillis(200));
              // then
              assertThat(failed).as("the rules fail: %s", text(event)).hasValue(0);
              assertThat(replies.isEmpty()).isTrue();
              tasks.readValuesToList();
              read();
            });
    assertThat(malformed.get()).isBetween(Mutations.COUNT / 3, Mutations.COUNT);
    assertStillWorks();
    assertThat(heap() - before).isLessThan(64L << 20);
  }

  private void assertStillWorks() {
    replies.readValuesToList();
    commands.pipeInput(command("{'command':'start','migration':'b','reset':true,'id':'last'}"));
    Reply reply = Json.read(replies.readValue(), Reply.class);
    assertThat(reply.id()).isEqualTo("last");
    assertThat(reply.accepted()).isTrue();
  }

  /** Otherwise the driver keeps all of it. */
  private void read() {
    states.readValuesToList();
    history.readValuesToList();
  }

  private static List<String> events() {
    Event.Span span = new Event.Span(null, new Cursor(new BsonInt32(5)), false);
    return List.<Event>of(
            announced("a"),
            new Event.Taken(origin("a", 1)),
            new Event.Working(origin("a", 1), 5),
            new Event.Prepared(origin("a", 0), 20L, null),
            new Event.Prepared(origin("a", 0), null, "no collection"),
            new Event.Completed(
                origin("a", 1), span, Counts.of(3, 1, 1, 0, 0, 0), null, Event.Timing.NONE),
            new Event.Failed(origin("a", 1), FailureKind.OUTAGE, "no primary"),
            new Event.Declined(origin("a", 1), "version 2 is not known", null))
        .stream()
        .map(Json::write)
        .toList();
  }

  private static Event announced(String name) {
    Definition definition =
        new Definition(
            name, "about", "teams", new Revision(1, "sha256:1"), Defaults.STANDARD, List.of());
    return new Event.Announced(definition, "w", AT);
  }

  private static Event.Origin origin(String migration, long batch) {
    return new Event.Origin(new BatchId(migration, 1, 0, batch), 1, "w", AT);
  }

  private static byte[] command(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    return text.substring(0, Math.min(text.length(), 1_000));
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private TopologyTestDriver driver() {
    TopologyListener listener =
        new TopologyListener() {
          @Override
          public void malformed(String topic) {
            malformed.incrementAndGet();
          }

          @Override
          public void failed() {
            failed.incrementAndGet();
          }
        };
    Properties properties = new Properties();
    properties.putAll(StreamsProperties.of(KafkaProperties.of("nowhere:1"), TOPICS, "test", 1));
    return new TopologyTestDriver(
        CoordinatorTopology.of(
            TOPICS,
            new Decider(new Installation(4, null))::decide,
            new Surroundings(listener, TopicEditions.UNKNOWN, Tokens.NONE),
            1_000_000),
        properties,
        AT);
  }

  private TestInputTopic<byte[], byte[]> input(String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
