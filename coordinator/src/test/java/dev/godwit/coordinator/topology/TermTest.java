package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect.SendReply;
import dev.godwit.coordinator.decide.Effect.SendTask;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.Input.Commanded;
import dev.godwit.coordinator.decide.Input.TakenOver;
import dev.godwit.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.StreamsException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TermTest {

  private static final byte[] START =
      "{\"command\":\"start\",\"migration\":\"a\"}".getBytes(StandardCharsets.UTF_8);

  private final Script script = new Script();

  @Test
  void allStatesAreStoredThenTheAnswerThenAllIsPublishedAndSent() {
    // given
    script.on(
        Commanded.class,
        any ->
            new Decision(
                List.of(Samples.state("b", 1, 0), Samples.state("a", 1, 0)),
                List.of(
                    new SendTask(Samples.task("b", 0, 1), 0),
                    new SendReply(Samples.reply("b", "runs")))));
    // when
    List<Write> writes = start(new Life(script, Map.of()));
    // then
    assertThat(writes)
        .extracting(write -> write.sink() + " " + write.key())
        .containsExactly(
            "null b", "null a", "null /commands/0", "STATE b", "STATE a", "TASKS b/0", "REPLIES b");
  }

  @Test
  void whatKafkaThrowsEndsTheTermAndTakingOverIsDoneAgain() {
    // given
    script.on(TakenOver.class, Samples.state("a", 1, 0));
    Life life = new Life(script, Map.of("a", Json.bytes(Samples.state("a", 1, 0))));
    life.failing(new StreamsException("the producer failed"));
    // when
    assertThatThrownBy(() -> start(life)).isInstanceOf(StreamsException.class);
    life.failing(null);
    start(life);
    // then
    assertThat(kinds())
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly(TakenOver.class, TakenOver.class, Commanded.class);
  }

  @Test
  void aReplyThatKafkaDoesNotTakeIsNotSwallowed() {
    // given
    Life life = new Life(script, Map.of());
    life.tick(Samples.AT);
    life.failing(new StreamsException("the producer failed"));
    // then
    assertThatThrownBy(
            () -> life.process(Driven.TOPICS.commands(), 0, new byte[] {'{'}, Samples.AT))
        .isInstanceOf(StreamsException.class);
  }

  private List<? extends Class<? extends Input>> kinds() {
    return script.asked.stream().map(Input::getClass).toList();
  }

  private static List<Write> start(Life life) {
    return life.process(Driven.TOPICS.commands(), 0, START, Samples.AT);
  }
}
