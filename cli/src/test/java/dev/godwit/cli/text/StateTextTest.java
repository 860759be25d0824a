package dev.godwit.cli.text;

import static dev.godwit.cli.StateBuilder.BEGUN;
import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.StateBuilder;
import dev.godwit.cli.progress.Progress;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateTextTest {

  private static final Instant NOW = BEGUN.plusSeconds(125);

  private static String block(StateBuilder builder) {
    return String.join(
            "\n",
            StateText.lines(Progress.of(builder.build(), NOW), Colours.OFF, ZoneOffset.UTC, NOW))
        + "\n";
  }

  @Test
  void pendingOneIsShort() {
    assertThat(block(state("a", Status.PENDING)))
        .isEqualTo(
            """
            a
              about       every team has a plan
              collection  teams, version 1
              status      pending
              to do       'godwit start a' starts it
            """);
  }

  @Test
  void oneThatTriesFailedDocumentsAgainSaysHowManyAreLeft() {
    assertThat(block(state("a", Status.RUNNING).retrying(5L, 6L, 9L)))
        .contains("  retry       3 failed documents still to be tried again\n");
  }

  @Test
  void runningOneShowsHowItGetsOn() {
    assertThat(
            block(
                state("a", Status.RUNNING)
                    .counts(Counts.of(72_000, 998, 0, 2, 0, 3))
                    .total(171_075L)
                    .runningMs(3_000)
                    .after(73_000)
                    .params(Map.of("plan", "pro"))
                    .next("b", "c")
                    .waitingFor("retry in 4 s: the primary steps down")))
        .isEqualTo(
            """
            a
              about       every team has a plan
              collection  teams, version 1
              status      running
              run         1, started 2026-11-24 10:00:00 (2 min 5 s ago) by alice (claimed), running for 3.0 s
              progress    42 %, 73,000 of about 171,075 documents, 24,333/s, ETA 5 s
              documents   72,000 updated, 998 unchanged, 2 failed; 3 conflicts
              position    after 73000
              settings    batch size 1,000, on error fail, plan="pro"
              next        b, c
              waiting     retry in 4 s: the primary steps down
            """);
  }

  @Test
  void failedOneShowsWhyAndWhatToDo() {
    assertThat(
            block(
                state("a", Status.FAILED)
                    .description("")
                    .by(null)
                    .processed(16)
                    .runningMs(500)
                    .error("name is\nmissing", 17, 3L)))
        .isEqualTo(
            """
            a
              collection  teams, version 1
              status      failed
              run         1, started 2026-11-24 10:00:00 (2 min 5 s ago), ended 2026-11-24 10:00:00 (2 min 4 s ago), running for 500 ms
              progress    16 documents, 32/s
              documents   16 updated
              position    at the beginning
              settings    batch size 1,000, on error fail
              error       name is missing (document 17, batch 3)
              to do       mend the cause, then 'godwit start a' goes on from there; 'godwit start a --on-error skip' puts such documents aside
            """);
  }

  @Test
  void aBatchThatWaitsToBeAskedForIsNotUnderWay() {
    StateBuilder running = state("a", Status.RUNNING).after(5);
    assertThat(block(running.delivery(Delivery.Phase.TAKEN)))
        .contains("position    after 5, batch 17 is under way\n");
    assertThat(block(running.delivery(Delivery.Phase.WAITING))).contains("position    after 5\n");
  }

  @Test
  void completedOneHasNoPosition() {
    assertThat(block(state("a", Status.COMPLETED).processed(100).total(110L).runningMs(1000)))
        .contains("  progress    100 %, 100 of about 110 documents, 100/s\n")
        .doesNotContain("position", "to do");
  }

  @Test
  void tableShowsHowSeveralGetOn() {
    // given
    List<Progress> all =
        List.of(
            Progress.of(
                state("20261124-set-default-plan", Status.RUNNING)
                    .counts(Counts.of(72_000, 998, 0, 2, 0, 3))
                    .total(171_075L)
                    .runningMs(3_000)
                    .next("b")
                    .build(),
                NOW),
            Progress.of(state("b", Status.PENDING).build(), NOW),
            Progress.of(
                state("c", Status.FAILED).processed(5).error("no name", 6, 1L).build(), NOW));

    // then
    assertThat(StatesText.progress(all, Colours.OFF))
        .containsExactly(
            "MIGRATION                  STATUS   DONE  DOCUMENTS      RATE  ETA  CONFLICTS  FAILED  NOTE",
            "20261124-set-default-plan  running  42 %     73,000  24,333/s  5 s          3       2  then b",
            "b                          pending     -          -         -    -          0       0",
            "c                          failed      -          5         -    -          0       0  no name (document 6, batch 1)");
  }

  @Test
  void listShowsWhatThereIs() {
    // given
    List<State> all =
        List.of(
            state("a", Status.COMPLETED).processed(1200).runningMs(90_000).build(),
            state("b", Status.RUNNING).processed(5).total(10L).by(null).build(),
            state("c", Status.PENDING).build());

    // then
    assertThat(StatesText.list(all, Colours.OFF, ZoneOffset.UTC))
        .containsExactly(
            "MIGRATION  STATUS      DONE  DOCUMENTS  WHEN                       TOOK  BY               COLLECTION",
            "a          completed  100 %      1,200  2026-11-24 10:01:30  1 min 30 s  alice (claimed)  teams",
            "b          running     50 %          5  2026-11-24 10:00:00        0 ms  -                teams",
            "c          pending        -          -  -                             -  -                teams");
  }

  @Test
  void listSaysWhatHasChangedSinceItWasCompleted() {
    // given
    State completed = state("a", Status.COMPLETED).build();
    State running = state("b", Status.RUNNING).build();

    // then
    assertThat(StatesText.changes(List.of(completed))).isEmpty();
    assertThat(StatesText.changes(List.of(announced(running, new Revision(2, "sha256:b")))))
        .isEmpty();
    assertThat(StatesText.changes(List.of(announced(completed, new Revision(2, "sha256:b")))))
        .containsExactly(
            "'a' was completed as version 1; version 2 is known since (start it with --reset to"
                + " run that)");
    assertThat(StatesText.changes(List.of(announced(completed, new Revision(1, "sha256:b")))))
        .containsExactly(
            "'a' was completed as version 1; its definition has changed since, still as version 1"
                + " (start it with --reset to run that)");
  }

  private static State announced(State state, Revision revision) {
    Definition known = state.definition();
    return new State(
        known,
        state.status(),
        state.runInfo(),
        state.progress(),
        state.context(),
        new Definition(
            known.migration(),
            known.description(),
            known.collection(),
            revision,
            known.defaults(),
            known.parameters()));
  }

  @Test
  void coloursTakeNoRoomInATable() {
    // given
    List<State> all =
        List.of(state("a", Status.COMPLETED).build(), state("b", Status.PENDING).build());

    // then
    assertThat(StatesText.list(all, Colours.ON, ZoneOffset.UTC))
        .extracting(line -> line.replaceAll("\u001B\\[[0-9;]*m", ""))
        .isEqualTo(StatesText.list(all, Colours.OFF, ZoneOffset.UTC));
  }
}
