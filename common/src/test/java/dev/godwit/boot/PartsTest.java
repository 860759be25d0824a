package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PartsTest {

  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final Parts parts = new Parts(Duration.ofSeconds(10));

  @Test
  void theLastOneIsClosedFirst() {
    // given
    parts.add("a", () -> closed.add("a"));
    parts.add("b", () -> closed.add("b"));
    // when
    parts.close();
    // then
    assertThat(closed).containsExactly("b", "a");
  }

  @Test
  void closingTwiceClosesOnce() {
    // given
    parts.add("a", () -> closed.add("a"));
    // when
    parts.close();
    parts.close();
    // then
    assertThat(closed).containsExactly("a");
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthers() {
    // given
    parts.add("a", () -> closed.add("a"));
    parts.add(
        "b",
        () -> {
          throw new IllegalStateException("cannot");
        });
    // when
    parts.close();
    // then
    assertThat(closed).containsExactly("a");
  }

  @Test
  void oneThatHangsIsLeftBehindInTime() {
    // given
    CountDownLatch never = new CountDownLatch(1);
    parts.closeWithin(Duration.ofMillis(200));
    parts.add("a", () -> closed.add("a"));
    parts.add("b", never::await);
    // when
    long begun = System.nanoTime();
    parts.close();
    // then
    assertThat(closed).containsExactly("a");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void whatIsStartedWhileClosingIsClosedAtOnce() {
    // given
    parts.close();
    // when / then
    assertThatThrownBy(() -> parts.add("late", () -> closed.add("late")))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("'late'");
    assertThat(closed).containsExactly("late");
  }
}
