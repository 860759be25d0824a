package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.FollowedRecord;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownStatesTest {

  private static final Definition ONE = Samples.definition("a", 1, "sha256:1");
  private static final Definition TWO = Samples.definition("a", 2, "sha256:2");

  private final KnownStates states = new KnownStates();

  @Test
  void remembersRunBatchesAndDefinition() {
    // when
    states.read(record(Json.write(state(3, 17, null))));

    // then
    assertThat(states.find("a")).hasValue(new KnownState(3, Map.of(0, 17L), ONE));
    assertThat(states.find("b")).isEmpty();
  }

  @Test
  void theDefinitionThatWasAnnouncedLastIsTheNewest() {
    states.read(record(Json.write(state(3, 17, TWO))));

    assertThat(states.find("a").orElseThrow().newest()).isEqualTo(TWO);
  }

  @Test
  void aTombstoneForgets() {
    // given
    states.read(record(Json.write(state(3, 17, null))));

    // when
    states.read(record(null));

    // then
    assertThat(states.find("a")).isEmpty();
  }

  @Test
  void whatIsNoStateChangesNothing() {
    // given
    states.read(record(Json.write(state(3, 17, null))));

    // then
    assertThatThrownBy(() -> states.read(record("{\"run\":4}")))
        .isInstanceOf(MalformedMessageException.class);
    assertThat(states.find("a").orElseThrow().run()).isEqualTo(3);
  }

  /** Else a record in the wrong place would make this worker drop all tasks as stale. */
  @Test
  void aStateUnderAnotherKeyChangesNothing() {
    // given
    states.read(record(Json.write(state(3, 17, null))));
    FollowedRecord elsewhere =
        new FollowedRecord("b", Json.write(state(999, 1, null)), 1, Samples.NOW);

    // then
    assertThatThrownBy(() -> states.read(elsewhere))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("'a' under the key 'b'");
    assertThat(states.find("a").orElseThrow().run()).isEqualTo(3);
  }

  static String json(int run, long batch) {
    return Json.write(state(run, batch, null));
  }

  private static FollowedRecord record(@Nullable String value) {
    return new FollowedRecord("a", value, 0, Samples.NOW);
  }

  private static State state(int run, long batch, @Nullable Definition announced) {
    return new State(
        ONE,
        Status.RUNNING,
        new RunInfo(run, 100, OnError.FAIL, null, Map.of(), false),
        new State.Progress(
            Counts.ZERO,
            null,
            List.of(new Segment(0, Range.ALL, batch, false, null, null)),
            null,
            null),
        new State.Context(
            new Times(Samples.NOW, Samples.NOW, null, 0), StartedBy.NOBODY, Series.NONE, null),
        announced);
  }
}
