package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(3));

  @Test
  void pausesDoubleUpToTheCapAndAreAtLeastHalf() {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.pauseAfter(1, random).toMillis()).isBetween(50L, 100L);
      assertThat(backoff.pauseAfter(2, random).toMillis()).isBetween(100L, 200L);
      assertThat(backoff.pauseAfter(5, random).toMillis()).isBetween(800L, 1600L);
      assertThat(backoff.pauseAfter(6, random).toMillis()).isBetween(1500L, 3000L);
    }
  }

  @Test
  void manyFailuresDoNotOverflow() {
    for (int failures : new int[] {20, 57, 58, 62, 63, 64, 65, 1000, Integer.MAX_VALUE}) {
      assertThat(backoff.pauseAfter(failures, new Random(1)).toMillis()).isBetween(1500L, 3000L);
    }
  }

  @Test
  void theSameSeedGivesTheSamePauses() {
    assertThat(backoff.pauseAfter(4, new Random(7)))
        .isEqualTo(backoff.pauseAfter(4, new Random(7)));
  }

  @Test
  void wrongLimitsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> backoff.pauseAfter(0, new Random(1)));
  }
}
