package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.worker.batch.Ledger.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private final Ledger failing = new Ledger(5, OnError.FAIL);
  private final Ledger skipping = new Ledger(5, OnError.SKIP);

  @Test
  void countsEachOutcome() {
    // when
    skipping.settle(0, Outcome.UPDATED);
    skipping.settle(1, Outcome.UNCHANGED);
    skipping.settle(2, Outcome.DELETED);
    skipping.settle(3, Outcome.VANISHED);
    skipping.fail(4, "no");
    skipping.conflict(0);
    skipping.conflict(0);

    // then
    assertThat(skipping.counts()).isEqualTo(Counts.of(1, 1, 1, 1, 1, 2));
    assertThat(skipping.skipped()).isEqualTo(Map.of(4, "no"));
    assertThat(skipping.stopped()).isNull();
    assertThat(skipping.limit()).isEqualTo(5);
  }

  @Test
  void nothingFromTheFirstFailureOnCounts() {
    // when
    for (int i = 0; i < 5; i++) {
      failing.settle(i, Outcome.UPDATED);
    }
    failing.fail(3, "three");
    failing.fail(4, "four");

    // then
    assertThat(failing.counts()).isEqualTo(Counts.of(3, 0, 0, 0, 0, 0));
    assertThat(failing.stopped()).isEqualTo("three");
    assertThat(failing.skipped()).isEmpty();
    assertThat(failing.isOpen(3)).isFalse();
  }

  @Test
  void laterFailureOfAnEarlierDocumentMovesTheLimit() {
    // when
    failing.fail(3, "three");
    failing.fail(1, "one");

    // then
    assertThat(failing.limit()).isEqualTo(1);
    assertThat(failing.stopped()).isEqualTo("one");
  }

  @Test
  void cutIsNoFailure() {
    // when
    failing.settle(0, Outcome.UPDATED);
    failing.cut(1);

    // then
    assertThat(failing.stopped()).isNull();
    assertThat(failing.counts().processed()).isEqualTo(1);
    assertThat(failing.isOpen(1)).isFalse();
  }

  @Test
  void settledDocumentsAreNotOpen() {
    // when
    skipping.settle(2, Outcome.UNCHANGED);
    skipping.fail(3, "no");

    // then
    assertThat(skipping.isOpen(1)).isTrue();
    assertThat(skipping.isOpen(2)).isFalse();
    assertThat(skipping.isOpen(3)).isFalse();
  }
}
