package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Trouble;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptsTest {

  private final ManualTime time = new ManualTime();
  private final AtomicInteger calls = new AtomicInteger();

  private Supplier<String> failing(int times, Trouble trouble) {
    return () -> {
      if (calls.incrementAndGet() <= times) {
        throw new DatabaseException(trouble, trouble.name(), null);
      }
      return "read";
    };
  }

  @Test
  void whatPassesIsTriedAgainAfterAPause() throws InterruptedException {
    assertThat(time.attempts().read(failing(2, Trouble.PASSING))).isEqualTo("read");
    assertThat(time.pauses).hasSize(2);
    assertThat(time.pauses).allSatisfy(each -> assertThat(each).isPositive());
  }

  @Test
  void givesUpAfterAFewTriesWithinSeconds() {
    assertThatThrownBy(() -> time.attempts().read(failing(99, Trouble.PASSING)))
        .isInstanceOf(DatabaseException.class);
    assertThat(calls).hasValue(Attempts.MOST);
    assertThat(time.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThan(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_SERVER", "TOO_SLOW", "TOO_LARGE", "REFUSED"})
  void otherTroubleIsToldAtOnce(Trouble trouble) {
    assertThatThrownBy(() -> time.attempts().read(failing(1, trouble)))
        .isInstanceOf(DatabaseException.class);
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void interruptIsAnInterrupt() {
    assertThatThrownBy(() -> time.attempts().read(failing(1, Trouble.INTERRUPTED)))
        .isInstanceOf(InterruptedException.class);
  }
}
