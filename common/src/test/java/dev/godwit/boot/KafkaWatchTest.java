package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaWatchTest {

  private final List<String> changes = new CopyOnWriteArrayList<>();
  private final Health health =
      new Health(
          Clock.systemUTC(),
          (before, now, next) -> changes.add(now.component() + " " + now.state() + " " + next));
  private final Probe probe = new Probe();
  private final KafkaWatch watch =
      new KafkaWatch(
          probe, health, new Backoff(Duration.ofMillis(2), Duration.ofSeconds(1)), new Random(1));

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void itTriesUntilABrokerAnswersAndSaysSoOnce() throws Exception {
    // given
    probe.failuresLeft.set(5);
    // when
    watch.started().awaitKafka();
    // then
    assertThat(changes)
        .containsExactly(
            "kafka STARTING null",
            "kafka DOWN it is tried again with pauses of at most 1 s",
            "kafka UP null");
    assertThat(health.isReady()).isTrue();
  }

  @Test
  void closingReleasesWhoWaits() {
    // given
    probe.failuresLeft.set(Integer.MAX_VALUE);
    watch.started();
    CompletableFuture<Throwable> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                watch.awaitKafka();
                throw new AssertionError("Kafka was never there");
              } catch (InterruptedException | CancellationException e) {
                return e;
              }
            });
    await().untilAsserted(() -> assertThat(health.isReady()).isFalse());
    // when
    watch.close();
    // then
    assertThat(waiting)
        .succeedsWithin(10, TimeUnit.SECONDS)
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void whatNeedsKafkaIsRepeatedWhileTheReasonMayPass() throws Exception {
    // given
    AtomicInteger tries = new AtomicInteger();
    // when
    String result =
        watch.untilDone(
            "topics",
            () -> {
              if (tries.incrementAndGet() < 3) {
                throw new TimeoutException("no answer");
              }
              return "done";
            });
    // then
    assertThat(result).isEqualTo("done");
    assertThat(tries).hasValue(3);
    assertThat(changes).hasSize(3).last().isEqualTo("topics UP null");
  }

  @Test
  void whatCannotPassIsNotRepeated() {
    assertThatThrownBy(
            () ->
                watch.untilDone(
                    "topics",
                    () -> {
                      throw new TopicsException(List.of("topic is wrong"));
                    }))
        .isInstanceOf(TopicsException.class);
  }

  @Test
  void afterClosingNothingIsTried() {
    // given
    watch.close();
    // when / then
    assertThatThrownBy(() -> watch.untilDone("topics", () -> "done"))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void theReasonIsTheFirstCauseInOneLine() {
    assertThat(
            Reasons.of(
                new KafkaException(
                    "Failed to construct", new IllegalStateException("No module\nat all"))))
        .isEqualTo("IllegalStateException: No module");
    assertThat(Reasons.of(new KafkaException("gone", new RuntimeException())))
        .isEqualTo("KafkaException: gone");
    assertThat(Reasons.of(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  private static final class Probe implements KafkaProbe {

    private final AtomicInteger failuresLeft = new AtomicInteger();

    @Override
    public void reach() {
      if (failuresLeft.getAndDecrement() > 0) {
        throw new TimeoutException("no broker answers");
      }
    }

    @Override
    public void close() {}
  }
}
