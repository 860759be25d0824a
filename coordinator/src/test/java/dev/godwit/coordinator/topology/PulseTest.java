package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Input.TakenOver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class PulseTest {

  private static final Duration SESSION = StreamsProperties.SESSION;

  private final Hand hand = new Hand();
  private final Script script = new Script();

  /** A clock whose hand is moved by hand. */
  private static final class Hand extends Clock {
    private Instant now = Samples.AT;

    void passes(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Test
  void whatStoodStillForLongerThanTheGroupWaitsDecidesNothingMore() {
    // given
    Life life = new Life(script, Map.of(), hand);
    life.tick(Samples.AT);
    assertThat(script.asked).hasOnlyElementsOfType(TakenOver.class);
    script.asked.clear();

    // when
    hand.passes(SESSION.plusMillis(1));

    // then
    assertThatThrownBy(() -> life.tick(Samples.AT))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("stood still for 6001 ms");
    assertThatThrownBy(() -> life.process(Driven.TOPICS.events(), 0, new byte[] {'{'}, Samples.AT))
        .isInstanceOf(KafkaException.class);
    assertThat(script.asked).isEmpty();
  }

  @Test
  void whatWasAtWorkAllTheTimeGoesOn() {
    // given: what is done may take its time
    script.on(
        TakenOver.class,
        states -> {
          hand.passes(Duration.ofMinutes(1));
          return Decision.NOTHING;
        });
    Life life = new Life(script, Map.of(), hand);

    // when
    hand.passes(SESSION);
    life.tick(Samples.AT);
    hand.passes(SESSION);
    life.tick(Samples.AT);

    // then
    assertThat(script.asked).hasSize(2);
  }
}
