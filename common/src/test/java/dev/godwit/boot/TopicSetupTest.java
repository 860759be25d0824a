package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.godwit.boot.TopicSpec.Cleanup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TopicSetupTest {

  private static final List<TopicSpec> SPECS =
      List.of(
          TopicSpec.single("g.state", Cleanup.COMPACT),
          TopicSpec.many("g.tasks", 32, Cleanup.DELETE).with("retention.ms", "1000"));

  private final Cluster cluster = new Cluster();
  private final TopicSetup setup = new TopicSetup(cluster, "kafka:9092", Duration.ofMillis(1));

  @Test
  void missingTopicsAreCreatedAsSpecified() {
    // when
    Map<String, Integer> partitions = setup.ensure(SPECS);
    // then
    assertThat(partitions).containsExactly(entry("g.state", 1), entry("g.tasks", 32));
    assertThat(cluster.created).isEqualTo(SPECS);
    assertThat(SPECS.get(1).creationConfig())
        .containsExactly(entry("cleanup.policy", "delete"), entry("retention.ms", "1000"));
  }

  @Test
  void whatIsThereIsLeftAsItIs() {
    // given
    cluster.has("g.state", 1, "compact");
    cluster.has("g.tasks", 6, "delete");
    // when
    Map<String, Integer> partitions = setup.ensure(SPECS);
    // then
    assertThat(partitions).containsEntry("g.tasks", 6);
    assertThat(cluster.created).isEmpty();
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    // given
    cluster.has("g.state", 2, "delete");
    cluster.has("g.tasks", 6, "compact");
    // when / then
    assertThatThrownBy(() -> setup.ensure(SPECS))
        .isInstanceOfSatisfying(TopicsException.class, e -> assertThat(e.problems()).hasSize(3))
        .hasMessageStartingWith("the topics are not as they have to be:\n  topic 'g.state' has 2")
        .hasMessageContaining("topic 'g.tasks' has cleanup.policy=compact");
  }

  @Test
  void whatAnotherProgramCreatesMeanwhileIsCheckedToo() {
    // given
    cluster.createdByOthers.put("g.state", new ActualTopic("g.state", 3, "compact"));
    // when / then
    assertThatThrownBy(() -> setup.ensure(SPECS))
        .isInstanceOf(TopicsException.class)
        .hasMessageContaining("'g.state' has 3 partitions and must have 1");
  }

  @Test
  void aTopicThatAppearsLateIsAwaited() {
    // given
    cluster.looksUntilShown = 3;
    // when / then
    assertThat(setup.ensure(SPECS)).hasSize(2);
    assertThat(cluster.created).hasSize(2);
  }

  @Test
  void aTopicThatNeverAppearsMayBeTriedAgain() {
    // given
    cluster.looksUntilShown = Integer.MAX_VALUE;
    // when / then
    assertThatThrownBy(() -> setup.ensure(SPECS))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("g.state");
  }

  @Test
  void whatCannotBeCreatedOrLookedAtIsTold() {
    // given
    cluster.refusal = Optional.of("topic cannot be created (3 copies, 1 broker)");
    // when / then
    assertThatThrownBy(() -> setup.ensure(SPECS))
        .isInstanceOfSatisfying(TopicsException.class, e -> assertThat(e.problems()).hasSize(2))
        .hasMessageContaining("(3 copies, 1 broker)");
    // given
    cluster.findProblems.add("topic 'g.state': not allowed");
    // when / then
    assertThatThrownBy(() -> setup.ensure(SPECS)).hasMessageContaining("'g.state': not allowed");
  }

  private static final class Cluster implements TopicStore {

    private final Map<String, ActualTopic> topics = new HashMap<>();
    private final Map<String, ActualTopic> createdByOthers = new HashMap<>();
    private final List<TopicSpec> created = new ArrayList<>();
    private final List<String> findProblems = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();
    private int looksUntilShown = 1;
    private int looks;

    void has(String name, int partitions, String policy) {
      topics.put(name, new ActualTopic(name, partitions, policy));
      looks = looksUntilShown;
    }

    @Override
    public Found find(Collection<String> names) {
      return new Found(looks++ < looksUntilShown ? Map.of() : topics, findProblems);
    }

    @Override
    public Optional<String> create(TopicSpec spec) {
      if (refusal.isEmpty()) {
        created.add(spec);
        ActualTopic asked =
            new ActualTopic(spec.name(), spec.partitions(), spec.cleanup().policy());
        topics.put(spec.name(), createdByOthers.getOrDefault(spec.name(), asked));
      }
      return refusal;
    }
  }
}
