package dev.godwit.cli;

import static dev.godwit.cli.OfThisCommand.completed;
import static dev.godwit.cli.OfThisCommand.running;
import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitTest {

  private static final long OFFSET = FakeInstallation.OFFSET;

  private final Cli cli = new Cli();

  @Test
  void endsWithZeroWhenItIsCompleted() {
    // given
    cli.installation
        .knows(state("a", Status.PENDING).build())
        .then(running("a").build())
        .then(running("a").processed(430).runningMs(2000).build())
        .then(completed("a").build());

    // when
    Cli.Ended ended = cli.run("start", "a", "--wait");

    // then
    assertThat(ended)
        .isEqualTo(
            new Cli.Ended(
                0,
                """
                a: run 1 begins
                10:01:00 a: running, 0 %, 0/1,000 documents
                10:01:00 a: completed, 100 %, 1,000 documents, 250/s
                a: completed, 1,000 documents in 4.0 s (250/s): 1,000 updated
                """,
                ""));
  }

  @Test
  void writesALineEveryFewSecondsWhileDocumentsAreHandled() {
    // given
    cli.installation.knows(running("a").build());
    for (int i = 1; i <= 60; i++) {
      cli.installation.then(running("a").processed(i * 10L).runningMs(i * 200L).build());
    }
    cli.installation.then(completed("a").runningMs(12_200).build());

    // when
    Cli.Ended ended = cli.run("start", "a", "--wait");

    // then
    assertThat(ended.out())
        .isEqualTo(
            """
            a: run 1 begins
            10:01:00 a: running, 0 %, 0/1,000 documents
            10:01:05 a: running, 25 %, 250/1,000 documents, 50/s, ETA 15 s
            10:01:10 a: running, 50 %, 500/1,000 documents, 50/s, ETA 10 s
            10:01:12 a: completed, 100 %, 1,000 documents, 82/s
            a: completed, 1,000 documents in 12.2 s (82/s): 1,000 updated
            """);
  }

  @Test
  void tellsWhyItFailedAndWhatToDo() {
    // given
    cli.installation.then(
        state("a", Status.FAILED)
            .offset(OFFSET)
            .total(1000L)
            .counts(Counts.of(16, 1, 0, 0, 0, 0))
            .runningMs(500)
            .next("b", "c")
            .error("name is missing", 17, 3L)
            .build());

    // when
    Cli.Ended ended = cli.run("start", "a", "--next", "b,c", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo(
            """
            a: failed, 17 documents in 500 ms (34/s): 16 updated, 1 unchanged
              why:    name is missing (document 17, batch 3)
              after:  not started yet: b, c
              to do:  mend the cause, then 'godwit start a' goes on from there; 'godwit start a --on-error skip' puts such documents aside
            """);
  }

  @Test
  void stateOfAnEarlierRunDoesNotCount() {
    // given
    cli.installation
        .knows(completed("a").offset(3).build())
        .then()
        .then(running("a").run(2).build())
        .then(state("a", Status.PAUSED).run(2).offset(OFFSET + 1).processed(10).build());

    // when
    Cli.Ended ended = cli.run("start", "a", "--reset", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("a: paused, 10 documents").contains("'godwit resume a'");
  }

  @Test
  void whatIsCompletedAlreadyNeedsNoWaiting() {
    // given
    cli.installation
        .knows(completed("a").offset(3).build())
        .accepts("no change: it is completed; to run it again, add \"reset\":true");

    // when
    Cli.Ended ended = cli.run("start", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(Duration.between(StateBuilder.BEGUN.plusSeconds(60), cli.clock.instant()))
        .isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void whatRunsAlreadyIsWaitedFor() {
    // given
    cli.installation
        .knows(running("a").offset(3).build())
        .accepts("no change: it is running, 0 of about 1000 documents done");
    for (int i = 0; i < 50; i++) {
      cli.installation.then();
    }
    cli.installation.then(completed("a").offset(3).build());

    // when
    Cli.Ended ended = cli.run("resume", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void oneBatchOnlyIsDoneWhenItIsPaused() {
    // given
    cli.installation.then(
        state("a", Status.PAUSED).offset(OFFSET).total(1000L).processed(10).runningMs(100).build());

    // when
    Cli.Ended ended = cli.run("start", "a", "--one-batch-only", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).contains("a: paused, 10 documents in 100 ms (100/s)");
  }

  @Test
  void oneBatchOnlyThatCouldNotBeDoneIsNotDone() {
    // given
    cli.installation.then(
        state("a", Status.PAUSED).offset(OFFSET).error("no such collection", null, null).build());

    // when
    Cli.Ended ended = cli.run("start", "a", "--one-batch-only", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @Test
  void silenceOfAnAcceptedCommandsStateIsNotWaitedForForEver() {
    // when
    Cli.Ended ended = cli.run("start", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("no state of a can be read");
  }

  @Test
  void onATerminalThereIsABar() {
    // given
    Cli terminal = new Cli(Map.of(), true);
    terminal.installation.then(running("a").processed(500).build()).then(completed("a").build());

    // when
    Cli.Ended ended = terminal.run("start", "a", "--wait");

    // then
    assertThat(ended.out())
        .contains("\ra 100% |████████████████████████████████████████| 1,000  250/s")
        .contains("a: \u001B[32mcompleted\u001B[39m\u001B[0m, 1,000 documents in 4.0 s");
    assertThat(ended.exitCode()).isZero();
  }
}
