package dev.godwit.cli.kafka;

import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.StateBuilder;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.Status;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaHistoryTest {

  private final KafkaHistory history = new KafkaHistory("a");

  private static StateBuilder run(int number, Status status) {
    return state("a", status).run(number).processed(number);
  }

  private RunSummary take(StateBuilder state) {
    RunSummary summary = RunSummary.of(state.build());
    take(summary.key(), Json.write(summary));
    return summary;
  }

  private void take(String key, @Nullable String value) {
    history.take(new ConsumerRecord<>("godwit.history", 0, 0, key, value));
  }

  @Test
  void showsTheLastSummaryOfEachRunTheNewestFirst() {
    // given
    take(run(1, Status.RUNNING));
    RunSummary first = take(run(1, Status.COMPLETED));
    RunSummary second = take(run(2, Status.RUNNING));
    take(state("b", Status.RUNNING).run(3));

    // then
    assertThat(history.newestFirst()).containsExactly(second, first);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNNING", "PAUSED"})
  void aRunThatCannotGoOnBecauseANewerOneBeganWasCanceled(Status left) {
    // given
    take(run(1, left));
    RunSummary newest = take(run(2, left));

    // when
    RunSummary older = history.newestFirst().get(1);

    // then
    assertThat(history.newestFirst().get(0)).isEqualTo(newest);
    assertThat(older.outcome().status()).isEqualTo(Status.CANCELED);
    assertThat(older.outcome().counts()).isEqualTo(Counts.of(1, 0, 0, 0, 0, 0));
    assertThat(older.run()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCELED", "FAILED", "COMPLETED", "COMPLETED_WITH_FAILURES"})
  void anOlderRunThatHadStoppedIsShownAsItWas(Status ended) {
    // given
    RunSummary older = take(run(1, ended));
    RunSummary newest = take(run(2, Status.RUNNING));

    // then
    assertThat(history.newestFirst()).containsExactly(newest, older);
  }

  @Test
  void whatCannotBeReadOrWasRemovedIsLeftOut() {
    // given
    take(run(1, Status.COMPLETED));
    take("a/1", null);
    take("a/2", "{");

    // then
    assertThat(history.newestFirst()).isEmpty();
  }
}
