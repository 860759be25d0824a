package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Task;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleTasksTest {

  @ParameterizedTest
  @CsvSource({
    // the task's run, segment, batch; the known run, batch of segment 0; stale?
    "2, 0, 5, 2, 5, false",
    "2, 0, 5, 2, 4, false",
    "2, 0, 5, 2, 6, true",
    "2, 0, 5, 3, 0, true",
    "2, 0, 5, 3, 9, true",
    "2, 0, 5, 1, 9, false",
    "2, 0, 0, 2, 1, true",
    "2, 0, 0, 2, 0, false",
    "2, 1, 5, 2, 9, false",
  })
  void onlyWhatIsSeenToBeNewerMakesATaskStale(
      int run, int segment, long batch, int knownRun, long knownBatch, boolean stale) {
    // given
    KnownState known =
        new KnownState(knownRun, Map.of(0, knownBatch), Samples.definition("a", 1, "sha256:0"));

    // then
    assertThat(
            StaleTasks.reason(Samples.batch(run, segment, batch), Optional.of(known)).isPresent())
        .isEqualTo(stale);
  }

  @Test
  void withoutAStateNothingIsStale() {
    assertThat(StaleTasks.reason(Samples.batch(1, 0, 1), Optional.empty())).isEmpty();
  }

  @Test
  void aDryRunIsNeverStale() {
    // given
    KnownState known = new KnownState(7, Map.of(0, 9L), Samples.definition("a", 1, "sha256:0"));

    // then
    assertThat(StaleTasks.reason(Samples.dryRun(1), Optional.of(known))).isEmpty();
  }

  @Test
  void aPreparationIsStaleOnceBatchesRun() {
    // given
    Task prepare = Samples.task(Task.Kind.PREPARE, new BatchId("a", 1, 0, BatchId.PREPARE));
    KnownState known = new KnownState(1, Map.of(0, 1L), Samples.definition("a", 1, "sha256:0"));

    // then
    assertThat(StaleTasks.reason(prepare, Optional.of(known))).hasValue("batch 1 was asked for");
  }
}
