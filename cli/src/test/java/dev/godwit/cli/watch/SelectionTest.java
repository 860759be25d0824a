package dev.godwit.cli.watch;

import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

  private static final Map<String, State> STATES =
      new TreeMap<>(
          Map.of(
              "20261124-set-default-plan",
              state("20261124-set-default-plan", Status.PENDING).build(),
              "b",
              state("b", Status.PENDING).build()));

  @Test
  void withoutNamesIsEverything() {
    assertThat(new Selection(Set.of()).of(STATES)).hasSize(2);
  }

  @Test
  void nameThatIsNotKnownIsAnsweredWithTheOneThatWasMeant() {
    assertThat(new Selection(Set.of("20261124-set-defualt-plan")).unknown(STATES))
        .containsExactly(
            "unknown migration '20261124-set-defualt-plan': did you mean '20261124-set-default-plan'?");
    assertThat(new Selection(Set.of("something-else")).unknown(STATES))
        .containsExactly(
            "unknown migration 'something-else': 'godwit list' shows those that are known");
    assertThat(new Selection(Set.of("b")).unknown(STATES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, true",
    "RUNNING, false",
    "PAUSED, true",
    "CANCELED, true",
    "FAILED, true",
    "COMPLETED, true",
    "COMPLETED_WITH_FAILURES, true"
  })
  void onlyARunningOneIsNotAtRest(Status status, boolean isAtRest) {
    // given
    State one = state("a", status).build();

    // then
    assertThat(Selection.isAtRest(one, List.of(one))).isEqualTo(isAtRest);
  }

  @Test
  void whatIsAboutToBeginIsNotAtRest() {
    // given
    State before = state("a", Status.RUNNING).next("b").build();
    State next = state("b", Status.PENDING).build();
    State stopped = state("a", Status.FAILED).next("b").build();

    // then
    assertThat(Selection.isAtRest(next, List.of(before, next))).isFalse();
    assertThat(Selection.isAtRest(next, List.of(stopped, next))).isTrue();
    assertThat(Selection.isAtRest(state("a", Status.COMPLETED).next("b").build(), List.of(next)))
        .isFalse();
  }
}
