package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.boot.Condition.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final List<String> changes = new ArrayList<>();
  private final Health health =
      new Health(
          Clock.fixed(NOON, ZoneOffset.UTC),
          (before, now, next) -> changes.add(now.component() + " " + now.state()));

  @Test
  void nothingExpectedMeansReady() {
    assertThat(health.isReady()).isTrue();
    assertThat(health.isLive()).isTrue();
  }

  @Test
  void whatIsExpectedMustHaveBeenUpOnce() {
    // given
    health.expect("kafka", "not reached yet");
    // then
    assertThat(health.isReady()).isFalse();
    assertThat(health.notReady())
        .containsExactly(new Condition("kafka", State.STARTING, "not reached yet", NOON));
    // when
    health.up("kafka");
    // then
    assertThat(health.isReady()).isTrue();
  }

  @Test
  void whatIsDownMakesItNotReadyButLive() {
    // given
    health.up("mongodb");
    // when
    health.down("kafka", "connection refused", "tried again");
    // then
    assertThat(health.isReady()).isFalse();
    assertThat(health.isLive()).isTrue();
    assertThat(health.notReady()).extracting(Condition::component).containsExactly("kafka");
  }

  @Test
  void whatIsBrokenMakesItNotLive() {
    // when
    health.broken("streams", "no thread is left");
    // then
    assertThat(health.isLive()).isFalse();
    assertThat(health.isReady()).isFalse();
  }

  @Test
  void aChangeIsToldOnceHoweverOftenItIsHeard() {
    // when
    health.expect("kafka", "not reached yet");
    health.down("kafka", "first reason", "tried again");
    health.down("kafka", "second reason", "tried again");
    health.up("kafka");
    health.up("kafka");
    health.down("kafka", "third reason", "tried again");
    // then
    assertThat(changes).containsExactly("kafka STARTING", "kafka DOWN", "kafka UP", "kafka DOWN");
  }

  @Test
  void theLatestReasonIsKept() {
    // when
    health.down("kafka", "first reason", "tried again");
    health.down("kafka", "second reason", "tried again");
    // then
    assertThat(health.notReady()).extracting(Condition::reason).containsExactly("second reason");
  }

  @Test
  void expectingWhatIsKnownChangesNothing() {
    // given
    health.up("kafka");
    // when
    health.expect("kafka", "not reached yet");
    // then
    assertThat(health.isReady()).isTrue();
  }

  @Test
  void whatIsForgottenDoesNotCount() {
    // given
    health.down("topic a", "gone", "tried again");
    // when
    health.forget("topic a");
    // then
    assertThat(health.isReady()).isTrue();
    assertThat(health.all()).isEmpty();
  }
}
