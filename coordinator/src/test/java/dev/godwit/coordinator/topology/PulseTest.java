package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.coordinator.people.Tokens;
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
  private final Pulse pulse = new Pulse(hand, SESSION);

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

  private Life life() {
    return new Life(
        script,
        Map.of(),
        new Surroundings(TopologyListener.NONE, TopicEditions.UNKNOWN, Tokens.NONE, pulse));
  }

  @Test
  void aProcessThatStoodStillForLongerThanTheGroupWaitsDecidesNothingMore() {
    // given
    Life life = life();
    life.tick(Samples.AT);
    script.asked.clear();

    // when
    hand.passes(SESSION.plusMillis(1));

    // then
    assertThatThrownBy(() -> life.tick(Samples.AT))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("stood still for 6001 ms");

    // when: the thread that beats wakes up too
    pulse.beat();

    // then
    assertThatThrownBy(() -> life.process(Driven.TOPICS.events(), 0, new byte[] {'{'}, Samples.AT))
        .isInstanceOf(KafkaException.class);
    assertThat(script.asked).isEmpty();

    // when: another thread has read all that is stored
    life().tick(Samples.AT);

    // then
    assertThat(script.asked).hasSize(1);
  }

  @Test
  void aThreadThatWaitedLongInAProcessThatIsAtWorkGoesOn() {
    // given
    Life life = life();

    // when
    for (int i = 0; i < 20; i++) {
      hand.passes(SESSION);
      pulse.beat();
    }
    life.tick(Samples.AT);

    // then
    assertThat(script.asked).hasSize(1);
  }
}
