package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {

  private static final TopicPartition STATE = new TopicPartition("g.state", 0);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Health health = new Health(Clock.systemUTC());
  private final List<FollowedRecord> seen = new CopyOnWriteArrayList<>();
  private final Queue<MockConsumer<String, String>> consumers = new ArrayDeque<>();
  private @Nullable TopicFollower follower;

  @AfterEach
  void close() {
    if (follower != null) {
      follower.close();
    }
  }

  @Test
  void everythingFromTheFirstRecordOnIsHandedOverInOrder() throws Exception {
    // given
    MockConsumer<String, String> consumer = consumer(5);
    onNextPoll(consumer, List.of(record(2, "a", "1"), record(3, "b", "2"), record(4, "a", null)));
    // when
    TopicFollower following = follow(seen::add);
    // then
    assertThat(following.awaitCaughtUp(SOON)).isTrue();
    assertThat(following.caughtUp()).isTrue();
    assertThat(seen)
        .containsExactly(followed(2, "a", "1"), followed(3, "b", "2"), followed(4, "a", null));
    assertThat(health.isReady()).isTrue();
  }

  @Test
  void anEmptyTopicIsCaughtUpAtOnce() throws Exception {
    // given
    consumer(0);
    // when / then
    assertThat(follow(seen::add).awaitCaughtUp(SOON)).isTrue();
  }

  @Test
  void beforeItsEndTheProgramIsNotReady() throws Exception {
    // given
    MockConsumer<String, String> consumer = consumer(3);
    onNextPoll(consumer, List.of(record(0, "a", "1")));
    // when
    TopicFollower following = follow(seen::add);
    // then
    await().atMost(SOON).untilAsserted(() -> assertThat(seen).hasSize(1));
    assertThat(following.caughtUp()).isFalse();
    assertThat(following.awaitCaughtUp(Duration.ofMillis(10))).isFalse();
    assertThat(health.notReady()).extracting(Condition::component).containsExactly("topic g.state");
    // when
    onNextPoll(consumer, List.of(record(1, "a", "2"), record(2, "a", "3")));
    // then
    assertThat(following.awaitCaughtUp(SOON)).isTrue();
  }

  @Test
  void aRecordThatCannotBeUnderstoodIsSkipped() {
    // given
    MockConsumer<String, String> consumer = consumer(3);
    onNextPoll(consumer, List.of(record(0, "a", "bad"), record(1, null, "2"), record(2, "c", "3")));
    // when
    follow(
        record -> {
          if ("bad".equals(record.value())) {
            throw new IllegalArgumentException("bad");
          }
          seen.add(record);
        });
    // then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(seen).containsExactly(followed(1, null, "2"), followed(2, "c", "3")));
    assertThat(consumer.closed()).isFalse();
  }

  @Test
  void afterAFailureItGoesOnWhereItWasWithANewConsumer() {
    // given
    MockConsumer<String, String> first = consumer(3);
    first.schedulePollTask(() -> first.addRecord(record(0, "a", "1")));
    first.schedulePollTask(() -> first.setPollException(new KafkaException("gone")));
    MockConsumer<String, String> second = consumer(3);
    onNextPoll(second, List.of(record(0, "a", "1"), record(1, "b", "2"), record(2, "c", "3")));
    // when
    TopicFollower following = follow(seen::add);
    // then
    await().atMost(SOON).untilAsserted(() -> assertThat(following.caughtUp()).isTrue());
    assertThat(seen).extracting(FollowedRecord::offset).containsExactly(0L, 1L, 2L);
    assertThat(first.closed()).isTrue();
    await().atMost(SOON).untilAsserted(() -> assertThat(health.isReady()).isTrue());
  }

  @Test
  void closingEndsItsThreadAndReleasesWhoWaits() throws Exception {
    // given
    MockConsumer<String, String> consumer = consumer(5);
    TopicFollower following = follow(seen::add);
    await().atMost(SOON).untilAsserted(() -> assertThat(consumer.assignment()).isNotEmpty());
    // when
    long begun = System.nanoTime();
    following.close();
    // then
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    assertThat(following.awaitCaughtUp(SOON)).isFalse();
    assertThat(consumer.closed()).isTrue();
    assertThat(health.all()).isEmpty();
  }

  @Test
  void closingWhileKafkaIsAwayDoesNotWait() {
    // given: no consumer can be made at all
    TopicFollower following = follow(seen::add);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(health.notReady())
                    .extracting(Condition::state)
                    .containsExactly(Condition.State.DOWN));
    // when
    long begun = System.nanoTime();
    following.close();
    // then
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
  }

  private TopicFollower follow(RecordCallback callback) {
    Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(20));
    TopicFollower started =
        new TopicFollower("g.state", this::nextConsumer, callback, health, backoff).started();
    follower = started;
    return started;
  }

  private Consumer<String, String> nextConsumer() {
    return Optional.ofNullable(consumers.poll())
        .orElseThrow(() -> new KafkaException("Kafka is away"));
  }

  private MockConsumer<String, String> consumer(long end) {
    MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
    consumer.updateBeginningOffsets(Map.of(STATE, 0L));
    consumer.updateEndOffsets(Map.of(STATE, end));
    consumers.add(consumer);
    return consumer;
  }

  private static void onNextPoll(
      MockConsumer<String, String> consumer, List<ConsumerRecord<String, String>> records) {
    consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
  }

  @SuppressWarnings("NullAway") // Kafka's records may have neither key nor value
  private static ConsumerRecord<String, String> record(
      long offset, @Nullable String key, @Nullable String value) {
    return new ConsumerRecord<>(
        STATE.topic(),
        STATE.partition(),
        offset,
        1_000 + offset,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private static FollowedRecord followed(
      long offset, @Nullable String key, @Nullable String value) {
    return new FollowedRecord(key, value, offset, Instant.ofEpochMilli(1_000 + offset));
  }
}
