package dev.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.boot.Health;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MongoWatchTest {

  private static final MongoWatch.Pauses QUICK =
      new MongoWatch.Pauses(Duration.ofMillis(1), Duration.ofMillis(1));

  private final List<String> changes = new CopyOnWriteArrayList<>();
  private final Health health =
      new Health(
          Clock.systemUTC(), (before, now, next) -> changes.add(String.valueOf(now.state())));
  private final AtomicInteger pings = new AtomicInteger();
  private volatile boolean away;

  @Test
  void saysOnceThatMongoDbIsAwayAndOnceThatItIsBack() {
    try (MongoWatch watch = MongoWatch.start(this::ping, health, QUICK)) {
      await().untilAsserted(() -> assertThat(changes).containsExactly("STARTING", "UP"));
      assertThat(watch.whyDown()).isEmpty();

      // when
      away = true;

      // then
      await().untilAsserted(() -> assertThat(changes).endsWith("DOWN"));
      assertThat(watch.whyDown()).hasValue("MongoDB cannot be used: no server answers");
      int soFar = pings.get();
      await().untilAsserted(() -> assertThat(pings.get()).isGreaterThan(soFar + 5));
      assertThat(health.isReady()).isFalse();
      assertThat(health.isLive()).isTrue();

      // when
      away = false;

      // then
      await().untilAsserted(() -> assertThat(watch.whyDown()).isEmpty());
      await()
          .untilAsserted(() -> assertThat(changes).containsExactly("STARTING", "UP", "DOWN", "UP"));
    }
  }

  @Test
  void itIsNotReadyBeforeMongoDbWasReached() {
    // given
    away = true;

    // then
    try (MongoWatch watch = MongoWatch.start(this::ping, health, QUICK)) {
      await().untilAsserted(() -> assertThat(watch.whyDown()).isPresent());
      assertThat(health.isReady()).isFalse();
    }
  }

  private void ping() {
    pings.incrementAndGet();
    if (away) {
      throw new IllegalStateException("no server answers");
    }
  }
}
