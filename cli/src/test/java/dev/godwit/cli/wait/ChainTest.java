package dev.godwit.cli.wait;

import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.StateBuilder;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainTest {

  private static final long OFFSET = 7;

  private static Map<String, State> states(StateBuilder... builders) {
    Map<String, State> states = new TreeMap<>();
    for (StateBuilder builder : builders) {
      State state = builder.build();
      states.put(state.migration(), state);
    }
    return states;
  }

  @Test
  void beginsWithTheFirstThatTheCommandWasAppliedTo() {
    // given
    Map<String, State> states =
        states(
            state("a", Status.COMPLETED).offset(3),
            state("b", Status.RUNNING).offset(OFFSET),
            state("c", Status.PENDING));

    // when
    Chain chain = Chain.begunBy(List.of("a", "b", "c"), OFFSET, false, states).orElseThrow();

    // then
    assertThat(chain.current().migration()).isEqualTo("b");
  }

  @Test
  void doesNotBeginWithWhatThereWasBeforeTheCommand() {
    // given
    Map<String, State> states = states(state("a", Status.COMPLETED).offset(OFFSET - 1));

    // then
    assertThat(Chain.begunBy(List.of("a"), OFFSET, false, states)).isEmpty();
  }

  @Test
  void beginsWithTheFirstThatIsNotCompletedWhenTheCommandChangedNothing() {
    // given
    Map<String, State> states =
        states(state("a", Status.COMPLETED), state("b", Status.RUNNING), state("c", Status.FAILED));

    // then
    assertThat(Chain.begunBy(List.of("a", "b", "c"), OFFSET, true, states))
        .hasValueSatisfying(chain -> assertThat(chain.current().migration()).isEqualTo("b"));
    assertThat(Chain.begunBy(List.of("a"), OFFSET, true, states))
        .hasValueSatisfying(chain -> assertThat(chain.verdict()).isEqualTo(Verdict.COMPLETED));
    assertThat(Chain.begunBy(List.of("x"), OFFSET, true, states)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING, GOES_ON",
    "COMPLETED, COMPLETED",
    "COMPLETED_WITH_FAILURES, STOPPED",
    "FAILED, STOPPED",
    "CANCELED, STOPPED",
    "PAUSED, STOPPED",
    "PENDING, STOPPED"
  })
  void isOverWhenItsLastRunIs(Status status, Verdict verdict) {
    assertThat(new Chain(List.of(state("a", status).build())).verdict()).isEqualTo(verdict);
  }

  @Test
  void goesOnWhileSomethingIsStillToFollow() {
    // given
    State state = state("a", Status.COMPLETED).next("b").build();

    // then
    assertThat(new Chain(List.of(state)).verdict()).isEqualTo(Verdict.GOES_ON);
  }

  @Test
  void isLengthenedByWhateverFollowsHoweverManyHaveBegunMeanwhile() {
    // given
    Chain chain = new Chain(List.of(state("a", Status.RUNNING).next("b", "c", "d").build()));

    // when
    Chain longer =
        chain.by(
            states(
                state("a", Status.COMPLETED),
                state("b", Status.COMPLETED).run(5),
                state("c", Status.COMPLETED).continues("a", 1).run(2),
                state("d", Status.RUNNING).continues("c", 2)));

    // then
    assertThat(longer.runs()).extracting(State::migration).containsExactly("a", "c", "d");
    assertThat(longer.verdict()).isEqualTo(Verdict.GOES_ON);
  }

  @Test
  void isNotLengthenedByWhatFollowedAnEarlierRun() {
    // given
    Chain chain = new Chain(List.of(state("a", Status.RUNNING).run(2).build()));

    // when
    Chain same =
        chain.by(
            states(
                state("a", Status.COMPLETED).run(2), state("b", Status.FAILED).continues("a", 1)));

    // then
    assertThat(same.runs()).hasSize(1);
    assertThat(same.verdict()).isEqualTo(Verdict.COMPLETED);
  }

  @Test
  void keepsWhatItHasSeenOfEarlierRuns() {
    // given
    Chain chain =
        new Chain(
            List.of(
                state("a", Status.COMPLETED).build(),
                state("b", Status.RUNNING).continues("a", 1).build()));

    // when
    Chain later =
        chain.by(
            states(
                state("a", Status.FAILED).run(2), state("b", Status.COMPLETED).continues("a", 1)));

    // then
    assertThat(later.runs())
        .extracting(State::status)
        .containsExactly(Status.COMPLETED, Status.COMPLETED);
  }
}
