package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.godwit.boot.TopicSpec.Cleanup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCheckTest {

  private final TopicCheck check = new TopicCheck("kafka:9092");
  private final TopicSpec state = TopicSpec.single("godwit.state", Cleanup.COMPACT);
  private final TopicSpec tasks = TopicSpec.many("godwit.tasks", 32, Cleanup.DELETE);

  @Test
  void aRightTopicHasNoProblems() {
    assertThat(check.problems(state, new ActualTopic("godwit.state", 1, "compact"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "compact,delete", "delete, compact", ""})
  void aStateThatIsNotOnlyCompactedIsWrong(String policy) {
    assertThat(check.problems(state, new ActualTopic("godwit.state", 1, policy)))
        .singleElement()
        .asString()
        .isEqualTo(
            "topic 'godwit.state' has cleanup.policy="
                + policy
                + " and must have compact; mend it with\n"
                + "    kafka-configs.sh --bootstrap-server kafka:9092 --alter --entity-type topics"
                + " --entity-name godwit.state --add-config cleanup.policy=compact");
  }

  @Test
  void commandsInSeveralPartitionsAreWrong() {
    // given
    TopicSpec commands = TopicSpec.single("godwit.commands", Cleanup.DELETE);
    // when / then
    assertThat(check.problems(commands, new ActualTopic("godwit.commands", 3, "delete")))
        .singleElement()
        .asString()
        .contains("'godwit.commands' has 3 partitions and must have 1")
        .contains("kafka-topics.sh --bootstrap-server kafka:9092 --delete --topic godwit.commands")
        .contains("GODWIT_TOPIC_PREFIX");
  }

  @Test
  void tasksMayHaveAnotherNumberOfPartitions() {
    assertThat(check.problems(tasks, new ActualTopic("godwit.tasks", 7, "delete"))).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsTold() {
    assertThat(check.problems(state, new ActualTopic("godwit.state", 2, "delete"))).hasSize(2);
  }

  @Test
  void impossibleSpecsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicSpec.single("a b", Cleanup.DELETE))
        .withMessageContaining("'a b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicSpec.many("a", 0, Cleanup.DELETE))
        .withMessageContaining("0 partitions");
  }
}
