package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.TopicSpec.Cleanup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class TopicWatchTest {

  private static final List<TopicSpec> SPECS =
      List.of(
          TopicSpec.single("g.state", Cleanup.COMPACT),
          TopicSpec.many("g.tasks", 32, Cleanup.DELETE));

  private final Topics topics = new Topics();
  private final List<String> heard = new ArrayList<>();
  private final Health health =
      new Health(
          Clock.systemUTC(), (before, now, next) -> heard.add(now.state() + " " + now.reason()));
  private final TopicWatch watch =
      new TopicWatch(topics, new TopicCheck("kafka:9092"), SPECS, health, () -> {});

  TopicWatchTest() {
    topics.has("g.state", 1, "compact", "A");
    topics.has("g.tasks", 32, "delete", "A");
    watch.look();
  }

  @Test
  void topicsThatAreThereAreWell() {
    assertThat(health.isReady()).isTrue();
    assertThat(watch.remade()).isZero();
    assertThat(watch.id("g.state")).isEqualTo("A");
  }

  @Test
  void aTopicThatIsGoneIsToldOnceByItsName() {
    // when
    topics.actual.remove("g.state");
    watch.look();
    watch.look();
    // then
    assertThat(health.isReady()).isFalse();
    assertThat(health.isLive()).isTrue();
    assertThat(heard)
        .containsExactly("UP null", "DOWN topic 'g.state' is gone: somebody has deleted it");
    assertThatThrownBy(() -> watch.id("g.state"))
        .isInstanceOf(UnknownTopicOrPartitionException.class)
        .hasMessageContaining("g.state");
  }

  @Test
  void allIsWellAgainWhenItWasMadeAnewAsItHasToBe() {
    // given
    topics.actual.remove("g.state");
    watch.look();
    // when
    topics.has("g.state", 1, "compact", "B");
    watch.look();
    watch.look();
    // then
    assertThat(health.isReady()).isTrue();
    assertThat(watch.remade()).isEqualTo(1);
  }

  @Test
  void aTopicThatABrokerMadeByItselfIsNotWell() {
    // when
    topics.has("g.state", 1, "delete", "B");
    topics.has("g.tasks", 1, "delete", "B");
    watch.look();
    // then
    assertThat(health.notReady())
        .singleElement()
        .satisfies(
            condition ->
                assertThat(condition.reason())
                    .contains("g.state' has cleanup.policy=delete and must have compact")
                    .contains("g.tasks' was made anew with 1 partitions and had 32"));
  }

  @Test
  void whatIsKnownStaysWhenKafkaIsAway() {
    // given
    topics.away = true;
    // when
    watch.look();
    // then
    assertThat(health.isReady()).isTrue();
    assertThatThrownBy(() -> watch.id("g.state")).isInstanceOf(TimeoutException.class);
  }

  private static final class Topics implements TopicStore {
    private final Map<String, ActualTopic> actual = new HashMap<>();
    private boolean away;

    void has(String name, int partitions, String policy, String id) {
      actual.put(name, new ActualTopic(name, partitions, policy, id));
    }

    @Override
    public Found find(Collection<String> names) {
      if (away) {
        throw new TimeoutException("away");
      }
      Map<String, ActualTopic> found = new HashMap<>(actual);
      found.keySet().retainAll(names);
      return new Found(found, List.of());
    }

    @Override
    public Optional<String> create(TopicSpec spec) {
      throw new AssertionError("nothing is created");
    }
  }
}
